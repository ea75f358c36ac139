import { expect, test } from 'vitest';
import type { AgreementChoices, AgreementTerms, Party } from '../desk/commands';
import { basesFor, bytesWords, emptyGround, emptyParty, gatewaysFor, inGroups, needsFurther, receiversOf, same, wholeNumber } from './terms';

const why = 'Section 115 reaches relevant authorities only.';
const choices = {
  bases: [{ kind: 'charity', regime: 'uk_gdpr', code: '6(1)(ea)', label: '', condition: false }, { kind: 'nhs_body', regime: 'uk_gdpr', code: '6(1)(e)', label: '', condition: false }],
  gateways: [{ code: 'CDA-115', label: 'Section 115', provision: 'Act', refused: { charity: why } }, { code: 'CL', label: 'Common law', provision: '', refused: {} }],
} as unknown as AgreementChoices;

const sender: Party = { ...emptyParty(null, 'Specimen Police'), regime: 'dpa_part3', grounds: [emptyGround('sends')] };
const receiver = (kind: Party['kind'], direction: 'sends' | 'receives' = 'receives'): Party => ({ ...emptyParty({ partner: `p-${kind}`, unit_name: 'Placeholder', kind, compared: true }, ''), grounds: [emptyGround(direction)] });
const terms = (...parties: Party[]) => ({ parties }) as unknown as AgreementTerms;

test('a power that does not reach a receiver cannot be chosen, and says why', () => {
  const offered = gatewaysFor(choices, terms(sender, receiver('charity'), receiver('nhs_body')), sender);
  expect(offered.map((one) => one.why)).toEqual([why, '']);
  expect(gatewaysFor(choices, terms(sender, receiver('nhs_body')), sender).map((one) => one.why)).toEqual(['', '']);
});

test('a partner that only sends, and our own other organisations, are no receivers', () => {
  expect(receiversOf(terms(sender, receiver('charity', 'sends')), sender)).toEqual([]);
  const own: Party = { ...emptyParty(null, 'Specimen Council'), kind: 'charity', grounds: [emptyGround('receives')] };
  expect(receiversOf(terms(sender, own), sender)).toEqual([]);
});

test('bases are those of the kind and the law of the party', () => {
  expect(basesFor(choices, receiver('charity')).map((one) => one.code)).toEqual(['6(1)(ea)']);
  expect(basesFor(choices, { ...receiver('charity'), regime: 'dpa_part3' })).toEqual([]);
});

test('from law enforcement to UK GDPR the further authority is asked for, the other way it is not', () => {
  const charity = receiver('charity');
  expect(needsFurther(terms(sender, charity), sender)).toBe(true);
  expect(needsFurther(terms(sender, charity), charity)).toBe(false);
  expect(needsFurther(terms(sender, { ...charity, regime: 'dpa_part3' }), sender)).toBe(false);
});

test('a number with anything beside it is none', () => {
  expect([' 28 ', '0', '12 a', '', '70000', '-1'].map(wholeNumber)).toEqual([28, 0, null, null, null, null]);
});

test('sizes and hashes read as people compare them', () => {
  expect([bytesWords(48), bytesWords(2048), bytesWords(3_500_000)]).toEqual(['48 bytes', '2 KB', '3.3 MB']);
  expect(inGroups('0123456789abcdef01')).toBe('01234567 89abcdef 01');
});

test('ticking in another order changes nothing, and another answer does', () => {
  const form = (purposes: string[], title = 'One') => ({ title, purposes, categories: [], subjects: [] }) as unknown as AgreementTerms;
  expect(same(form(['audit', 'risk_assessment']), form(['risk_assessment', 'audit']))).toBe(true);
  expect(same(form(['audit']), form(['risk_assessment']))).toBe(false);
  expect(same(form(['audit']), form(['audit'], 'Two'))).toBe(false);
});
