// Who may be let in behind a wall, and where notes are written.
import { expect, test } from 'vitest';
import type { Agency, CompartmentView, MemberView } from '../desk/commands';
import { forNotes, mayBeLetIn } from './walls';

const wall = (compartment: string, open: boolean, ...inside: string[]): CompartmentView => ({
  compartment, open, label: compartment, holders: inside.map((member) => ({ member, name: '', let_in_by: '', reason: '', at: '' })),
});
const member = (id: string, agency: Agency, active = true): MemberView => ({ id, name: id, agency, agency_label: '', role: 'practitioner', role_label: '', job: '', active });
const unit = [member('a', 'health'), member('b', 'health'), member('c', 'police'), member('d', 'health', false)];

test("only an agency's own people, still here and not yet inside, may be let in behind its wall", () => {
  expect(mayBeLetIn(wall('agency:health', true, 'a'), unit).map((one) => one.id)).toEqual(['b']);
});

test('safe contact may be opened to a member of any agency', () => {
  expect(mayBeLetIn(wall('safe-contact', true, 'a'), unit).map((one) => one.id)).toEqual(['b', 'c']);
});

test('notes go into open compartments of agencies and safe contact, and into no other', () => {
  const all = [wall('agency:health', true), wall('agency:police', false), wall('safe-contact', true), wall('unit-exchange', true), wall('case:1', true)];
  expect(forNotes(all).map((one) => one.compartment)).toEqual(['agency:health', 'safe-contact']);
});
