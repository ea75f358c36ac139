// Generated from the command table in desk. Do not edit: run the tests with HOLDFAST_WRITE_TYPES=1.

export type ActKind = "collection_or_alteration" | "consultation" | "disclosure" | "combination" | "erasure" | "session" | "keys" | "safekeeping";

export type ActionId = string;

export type ActionRowView = { action: ActionId, case: CaseId, reference: string, text: string, owner_agency: Agency, owner_label: string, owner_person: string, due_on: string, due_words: string, overdue: boolean, today: boolean, status: ActionStatus, status_label: string, from: string, };

export type ActionStatus = "proposed" | "accepted" | "in_progress" | "done" | "not_possible" | "not_done" | "cancelled";

export type ActionStep = { "step": "accept", by: string, } | { "step": "start" } | { "step": "done" } | { "step": "not_possible", reason: string, } | { "step": "not_done", reason: string, } | { "step": "cancel", reason: string, } | { "step": "move", to: string, reason: string, } | { "step": "reopen", reason: string, };

export type ActionsView = { actions: Array<ActionRowView>, };

export type AddAddendum = { cas: CasId, agency: Agency, text: string, };

export type AddKnownDetail = { case: CaseId, person: PersonId, kind: DetailKind, text: string, note: string, };

export type AddLateCase = { meeting: MeetingId, 
/**
 * Case reference as typed.
 */
reference: string, why: string, };

export type AddMember = { name: string, agency: Agency, role: Role, job: string, passphrase: string, };

export type AddPerson = { case: CaseId, person: Person, };

export type AddToMinutes = { meeting: MeetingId, case: CaseId, agency: Agency, text: string, said_by: string, };

export type Addendum = { cas: CasId, agency: Agency, text: string, by: MemberId, at: string, };

export type Addressee = "professional" | "suspect" | "suspects_representative";

export type AdoptAtDoor = { restored: string, };

export type AdviceGiven = { 
/**
 * Name and number.
 */
officer: string, text: string, };

export type AdviceToAction = { meeting: MeetingId, case: CaseId, agency: Agency, };

export type Age = "none" | "fresh" | "late" | "too_old";

export type AgenciesAsked = { asked: Array<CheckView>, };

export type Agency = "police" | "health" | "probation" | "victim_advocacy" | "idva" | "adult_social_care" | "childrens_social_care" | "substance_misuse" | "primary_care" | "housing" | "education" | "cps" | "prison" | "youth_justice" | "mash" | "marac" | "other";

export type AgendaItemView = { 
/**
 * None until the meeting was opened.
 */
item: ItemId | null, case: CaseId, place: number, reference: string, victim_initials: string, perpetrator_initials: string, why: string, state: ItemState, 
/**
 * What the room decided, in short; empty until then.
 */
decided: string, late: boolean, agencies_asked: number, agencies_replied: number, oldest_check: string, };

export type AgendaView = { 
/**
 * None until the meeting was opened.
 */
meeting: MeetingId | null, title: string, place: string, planned_at: string, state: MeetingState, confidentiality_statement: string, confidentiality_confirmed: boolean, attendance: Array<AttendanceView>, quorum_needed: number, quorum_present: number, quorum_met: boolean, quorum_reason: string, items: Array<AgendaItemView>, 
/**
 * Actions of earlier meetings not done: heard first.
 */
incomplete: Array<ActionRowView>, outcomes: Array<OutcomeChoice>, minutes_per_case: number, reflection: string, 
/**
 * Whether names are shown to the room.
 */
names_shown: boolean, 
/**
 * How the room's own window shows people; none while it is closed.
 */
projecting: People | null, };

export type AgreePlan = { plan: PlanId, 
/**
 * At least two agencies.
 */
agreed_by: Array<AgreeingAgency>, };

export type AgreedBy = { agency: Agency, name: string, job: string, on: string, };

export type AgreeingAgency = { agency: Agency, name: string, job: string, };

export type AgreementChoices = { purposes: Array<Labelled>, categories: Array<Labelled>, subjects: Array<Labelled>, kinds: Array<Labelled>, partners: Array<PartnerChoice>, bases: Array<BasisChoice>, gateways: Array<GatewayChoice>, 
/**
 * "Reference only; to be confirmed by ..."
 */
law_note: string, };

export type AgreementDueView = { agreement: AgreementId, title: string, on: string, on_words: string, 
/**
 * Nothing leaves under it now, or from today.
 */
due_now: boolean, words: string, };

export type AgreementId = string;

export type AgreementRow = { agreement: AgreementId, title: string, version: number, standing: AgreementStanding, 
/**
 * "In force", "Draft: 4 things missing".
 */
standing_words: string, 
/**
 * Whether anything may leave under it today.
 */
open: boolean, 
/**
 * "Probation London (Placeholder), Specimen Charity".
 */
with: string, dates: string, };

export type AgreementScope = { "scope": "perpetrator_linked_to_partner" } | { "scope": "partner_works_on_it" } | { "scope": "named", "cases": Array<CaseId> };

export type AgreementStanding = "draft" | "not_started" | "in_force" | "review_late" | "review_blocks" | "expired" | "replaced" | "suspended" | "revoked";

export type AgreementTerms = { title: string, parties: Array<Party>, purposes: Array<SharingPurpose>, purpose_words: string, prohibited_uses: string, categories: Array<Category>, subjects: Array<PersonRole>, excluded: string, scope: AgreementScope | null, onward: Onward | null, printing: Printing | null, keeping: Keeping | null, signed_on: string | null, starts_on: string | null, ends_on: string | null, review_due_on: string | null, notice_days: number | null, signatories: Array<Signatory>, assurance: Assurance, clauses: { [key in Category]?: string }, };

export type AgreementView = { row: AgreementRow, terms: AgreementTerms, 
/**
 * What keeps it a draft; empty once nothing does.
 */
missing: Array<MissingView>, 
/**
 * Who suspended or revoked it, when and why; empty when nobody did.
 */
ended_words: string, versions: Array<AgreementRow>, named: Array<NamedCase>, document: DocumentView | null, choices: AgreementChoices, };

export type AgreementsView = { agreements: Array<AgreementRow>, due: Array<AgreementDueView>, };

export type AlertView = { on: string, 
/**
 * "Today", "Thu 26".
 */
on_words: string, due_now: boolean, title: string, case: CaseId, reference: string, detail: string, };

export type AnnexKind = "health" | "intelligence";

export type AnnexView = { which: AnnexKind, label: string, terms_label: string, 
/**
 * "NHS".
 */
agency_label: string, 
/**
 * Versions written so far; nought where there is none.
 */
versions: number, 
/**
 * Whether whoever asks may write and print it.
 */
mine: boolean, words: AnnexWords | null, };

export type AnnexWords = { version: number, text: string, terms: string, told: Array<Agency>, written_by: string, written_at: string, };

export type AnnexesView = { annexes: Array<AnnexView>, };

export type AnswerCas = { cas: CasId, question: string, 
/**
 * Empty takes the answer back. Several values are joined by a line break.
 */
answer: string, };

export type AnswerVictimPlan = { case: CaseId, answer: VictimPlanAnswer, };

export type ApprovedBy = { who: SecondPerson, 
/**
 * "Chair", "delegate of the data protection officer".
 */
as_what: string, why: string, };

export type Approver = { by: MemberId, 
/**
 * "Chair", "delegate of the data protection officer".
 */
as_what: string, why: string, };

export type ArrivingCase = { case: CaseId, 
/**
 * The sender's reference; empty where its own record does not come.
 */
reference: string, held: HeldHere, new: number, changed: number, same: number, 
/**
 * Records of kinds unknown here: kept closed, never passed on.
 */
unread: number, 
/**
 * Why the case cannot be brought in at all; empty where it can.
 */
cannot: string, 
/**
 * Records, or ends of records, that will stand in nothing, each with why.
 */
refused: Array<RefusedRecord>, conflicts: Array<ConflictView>, 
/**
 * What comes, in words.
 */
categories: Array<string>, 
/**
 * What the agreement covers and the sender kept back or does not hold.
 */
not_in_it: Array<string>, 
/**
 * People here who may be the same, each with what speaks for it. Nothing is merged.
 */
perhaps_same: Array<PerhapsSamePerson>, };

export type ArrivingChoice = { case: CaseId, verdict: ArrivingVerdict, };

export type ArrivingVerdict = { "verdict": "accept" } | { "verdict": "reject", "reason": string };

export type AskContactChoices = { plan: PlanId, };

export type AssessmentId = string;

export type AssessmentRow = { record: RecordId, 
/**
 * "SASH", "CAS 2", "FOUR check".
 */
title: string, on: string, by: string, level: ConcernLevel | null, detail: string, superseded: boolean, };

export type Assurance = { impact_assessment: string, impact_assessment_on: string | null, joint_controllers: string, breach_contacts: string, rights_route: string, };

export type AttendanceView = { agency: Agency, label: string, presence: Presence, people: string, };

export type BackupFrom = "beside" | "picked";

export type BackupRow = { number: number, made_at: string, bytes: number, acts: number, };

export type BackupsAtDoor = { from: BackupFrom, };

export type BackupsView = { age: Age, newest_at: string | null, 
/**
 * Newest first.
 */
backups: Array<BackupRow>, 
/**
 * Manifests that do not read. They stay where they are.
 */
unreadable: number, second: SecondPlace | null, drill: DrillView | null, 
/**
 * Whether 90 days have passed since a drill went well (R-24).
 */
drill_due: boolean, continuity_at: string | null, 
/**
 * What went wrong with the last backup, in plain words; empty when it went well.
 */
trouble: string, records: RecordsChecked, };

export type Basis = string;

export type BasisChoice = { kind: PartyKind, regime: Regime, code: string, label: string, 
/**
 * Stands beside a basis: a condition for special or criminal data.
 */
condition: boolean, };

export type BlankSheet = { "sheet": "first" } | { "sheet": "second" } | { "sheet": "compartment", compartment: string, };

export type BothClasses = { 
/**
 * As the force recorded it.
 */
recorded_as: Classification, 
/**
 * As the unit judges it.
 */
judged_as: Classification, };

export type BringToMeeting = { case: CaseId, why: string, };

export type BundleOpened = { "what": "which_agreement", partner_name: string, agreements: Array<Labelled>, } | { "what": "cases" } & BundleView | { "what": "notice" } & NoticeView;

export type BundleSealed = { 
/**
 * False where the person changed their mind about the place; then nothing happened.
 */
saved: boolean, place: string, disclosure: DisclosureId | null, records: number, bytes: number, sha256: string, 
/**
 * Its number on the line to this partner.
 */
sequence: number, };

export type BundleTaken = { import: ImportId, new: number, changed: number, 
/**
 * Conflicts that stay open.
 */
open_conflicts: number, refused: number, unread: number, };

export type BundleView = { seal: SealView, cases: Array<ArrivingCase>, 
/**
 * What is to be known of the forms it carries: an edition that is new here, or one that reads otherwise there.
 */
forms: Array<string>, 
/**
 * Attachments and parts this version does not read: checked, and left in the file.
 */
left_in_file: number, };

export type CardSaved = { saved: boolean, place: string, };

export type CardTaken = { partner: PartnerId, standing: PartnerStanding, 
/**
 * What that means, and what to do next.
 */
words: string, };

export type CasBlocker = { question: string, section: string, words: string, };

export type CasCellView = { agency: Agency, record: RecordId | null, kind: CellKind, text: string, said_by: string, };

export type CasColumnView = { id: string, 
/**
 * As for questions.
 */
kind: string, label: string, options: Array<Labelled>, required: boolean, };

export type CasId = string;

export type CasListRow = { cas: CasId, number: number, status: CasStatus, started_at: string, };

export type CasListView = { list: Array<CasListRow>, triggers: Array<Labelled>, };

export type CasQuestionView = { id: string, 
/**
 * "choice", "several", "judgement", "text", "long_text", "person", "date", "number", "yes_no_unknown", "rows", "statement".
 */
kind: string, label: string, help: string, options: Array<Labelled>, 
/**
 * The columns of a question of kind "rows", whose answer is a JSON list of objects: column id to answer, as text.
 */
columns: Array<CasColumnView>, required: boolean, shown: boolean, 
/**
 * The record answers it by itself; nobody types it.
 */
from_record: boolean, max_chars: number, answer: string, 
/**
 * "carried from CAS 1"; empty when answered afresh.
 */
carried: string, };

export type CasRowView = { row: string, label: string, cells: Array<CasCellView>, };

export type CasSectionView = { id: string, title: string, questions: Array<CasQuestionView>, 
/**
 * Required and unanswered.
 */
open: number, };

export type CasStatus = "draft" | "agreed" | "superseded" | "void";

export type CasView = { cas: CasId, case: CaseId, reference: string, number: number, status: CasStatus, edition: string, victim: PersonView | null, perpetrator: PersonView | null, 
/**
 * Agencies that answer side by side.
 */
agencies: Array<Labelled>, 
/**
 * The seven rows of the side-by-side view.
 */
rows: Array<CasRowView>, 
/**
 * Sections A to P.
 */
sections: Array<CasSectionView>, dissent: Array<Dissent>, no_dissent: boolean, blockers: Array<CasBlocker>, addenda: Array<Addendum>, agreed_at: string | null, previous: CasId | null, 
/**
 * "Made void on 20 Nov by K. Specimen: …"; empty while it stands.
 */
void_words: string, };

export type CaseEvent = { 
/**
 * Code of assets/law, such as `CJ-ARR`.
 */
code: string, occurred: When, text: string, };

export type CaseId = string;

export type CaseListView = { cases: Array<CaseRowView>, total: number, 
/**
 * Restricted cases open to whoever asks, in no other list and no count.
 */
restricted: Array<CaseRowView>, };

export type CaseOpened = { case: CaseId, reference: string, 
/**
 * Cases that may be the same people, with the evidence. Never merged silently.
 */
perhaps_same: Array<PerhapsSame>, };

export type CaseRestricted = { case: CaseId, 
/**
 * Records that were open and are sealed now.
 */
sealed: number, 
/**
 * What sealing cannot reach, in words.
 */
says: Array<string>, };

export type CaseRowView = { case: CaseId, reference: string, victim: string, perpetrator: string, state: CaseState, state_label: string, relationship: string, source: string, headline: string, level: ConcernLevel | null, received_at: string, agencies_asked: number, agencies_replied: number, incidents: number, open_actions: number, 
/**
 * Why it is listed for the next meeting; empty when it is not.
 */
listed_because: string, };

export type CaseScope = "open" | "awaiting_screening" | "listed_for_meeting" | "monitoring" | "ended" | "all";

export type CaseSort = "received" | "reference" | "last_incident" | "open_actions";

export type CaseState = "received" | "screening" | "info_gathering" | "urgent_action" | "awaiting_meeting" | "in_meeting" | "active" | "step_down" | "closing" | "monitoring" | "closed" | "not_stalking" | "advice_only" | "redirected" | "duplicate_linked" | "rejected_incomplete";

export type CaseView = { case: CaseId, reference: string, state: CaseState, state_label: string, opened_on: string, open_days: number, headline: string, relationship: string, recorded_as: Classification, judged_as: Classification, listed_because: string, 
/**
 * Who may open this case, where it is restricted; nobody named where it is not.
 */
restricted_to: Array<string>, victim: PersonView | null, perpetrator: PersonView | null, others: Array<PersonView>, safe_contact: SafeContactBanner, levels: Array<LevelView>, referral: ReferralView | null, weeks: Array<IncidentWeek>, markers: Array<ChartMarker>, orders: Array<OrderView>, checks: Array<CheckView>, assessments: Array<AssessmentRow>, 
/**
 * Facts only: "SASH is older than 4 incidents, 2 of them serious." Empty when not.
 */
stale_words: string, plan: PlanSummary | null, actions: Array<ActionRowView>, counts: TabCounts, known: Array<KnownDetailView>, 
/**
 * Urgent factors recorded at screening, in our own words.
 */
urgent_factors: Array<string>, };

export type Category = "victim-contact" | "victim-narrative" | "victim-health" | "advocate-casework" | "counselling" | "child" | "third-party" | "suspect-identity" | "suspect-criminal" | "suspect-health" | "suspect-probation" | "intelligence" | "risk-assessment" | "plan-action" | "order-condition" | "meeting-minute" | "equality" | "audit";

export type CategoryChoice = { category: Category, label: string, 
/**
 * Record by record, each released by its owner.
 */
sealed: boolean, };

export type CategoryCount = { category: Category, label: string, records: number, };

export type CellKind = "information" | "checked_nothing_known" | "not_for_this_agency" | "gap";

export type CellTroubleView = { column: string, words: string, shown: string, };

export type ChainsView = { acts: number, entries: number, streams: number, intact: boolean, first_bad: string, };

export type ChangeKind = "new" | "gone" | "changed";

export type ChangePassphrase = { old: string, new: string, };

export type Channel = "phone" | "text" | "app" | "email" | "post" | "in_person" | "via_third_party";

export type ChartMarker = { on: string, label: string, };

export type CheckId = string;

export type CheckPage = { 
/**
 * The seal as it stands at the foot, or the whole text of the square as a scanner types it.
 */
code: string, };

export type CheckText = { case: CaseId, text: string, };

export type CheckView = { check: CheckId, agency: Agency, label: string, asked_at: string, asked_words: string, due_on: string, late: boolean, reply: ReplyKind | null, reply_label: string, text: string, reason: string, said_by: string, replied_at: string | null, };

export type CheckpointView = { 
/**
 * In the text form of C2SP tlog-checkpoint.
 */
text: string, 
/**
 * Number of acts and eight words of the root, for paper.
 */
short: string, size: number, };

export type Classification = "stalking" | "harassment" | "other_offence" | "no_crime" | "not_yet_judged";

export type CloseFind = { opened: CaseId | null, };

export type ClosedMatch = { case: CaseId, reference: string, other: CaseId, other_reference: string, 
/**
 * Behind which wall the record lies, in words.
 */
compartment: string, };

export type CodesView = { behaviours: Array<Labelled>, orders: Array<Labelled>, events: Array<Labelled>, severities: Array<Labelled>, relationships: Array<Labelled>, sources: Array<Labelled>, agencies: Array<Labelled>, headings: Array<Labelled>, offences: Array<Labelled>, };

export type ComeIn = { member: MemberId, passphrase: string, };

export type ComparePartner = { partner: PartnerId, how: ComparedHow, 
/**
 * Whom at the partner.
 */
with: string, heard: Heard, };

export type ComparePlans = { earlier: PlanId, later: PlanId, };

export type CompareWitness = { text: string, };

export type ComparedHow = "by_voice" | "in_person";

export type CompartmentRecovery = { compartment: string, label: string, 
/**
 * Whether whoever asks holds it. Otherwise it goes with their agency and role, and its words let them in.
 */
open: boolean, 
/**
 * How many members hold it.
 */
holders: number, confirmed_at: string | null, drilled_at: string | null, 
/**
 * Ninety days after the last drill (K-25).
 */
drill_due: boolean, };

export type CompartmentSheet = { words: Array<string>, };

export type CompartmentView = { compartment: string, label: string, 
/**
 * Whether this session opened it.
 */
open: boolean, holders: Array<HolderView>, };

export type CompartmentWords = { compartment: string, words: string, };

export type CompartmentsView = { compartments: Array<CompartmentRecovery>, };

export type ConcernLevel = "low" | "moderate" | "high";

export type Confidentiality = "consent" | "overriding_public_interest" | "statutory_duty";

export type ConfirmRecoveryWords = { first: string, second: string, first_held_by: Agency, second_held_by: Agency, };

export type ConfirmSafeContact = { case: CaseId, still_safe: YesNoUnknown, };

export type ConflictChoice = { record: RecordId, field: string, pick: Pick, };

export type ConflictValue = { 
/**
 * The entry that says it.
 */
entry: RecordId, ours: boolean, 
/**
 * What it says; empty where it is closed to the reader's role.
 */
shown: string, who: string, at: string, };

export type ConflictView = { record: RecordId, case: CaseId | null, reference: string, field: string, 
/**
 * "Order: ends on".
 */
what: string, 
/**
 * A wrong choice may hurt somebody: nothing is chosen beforehand.
 */
dangerous: boolean, 
/**
 * What is shown meanwhile, and why; empty where nothing hangs on it.
 */
meanwhile: string, values: Array<ConflictValue>, };

export type ConflictsView = { conflicts: Array<ConflictView>, 
/**
 * Where what is here came from and what it is bound to; of one case only.
 */
sources: Array<SourceView>, };

export type Consent = "given" | "refused" | "not_asked_unsafe" | "not_asked" | "not_able";

export type ContactChannel = { kind: Channel, address: string, safe: SafeAnswer, shared_device: YesNoUnknown, perpetrator_may_access: YesNoUnknown, };

export type ContactChoice = { item: ContactItem, 
/**
 * "Victim: phone".
 */
label: string, 
/**
 * What somebody noted beside it ("second phone").
 */
note: string, 
/**
 * Why it may not be chosen; empty where it may.
 */
refused: string, };

export type ContactChoices = { choices: Array<ContactChoice>, };

export type ContactDetail = { channels: Array<ContactChannel>, 
/**
 * Refused until compartments exist; the field is here so that the form is whole.
 */
code_word: string, safe_place: string, emergency_contact: string, };

export type ContactItem = { record: RecordId, part: ContactPart, };

export type ContactPart = "whole" | { "channel": number } | "safe_place" | "emergency_contact";

export type ContactResult = "attempted" | "spoke" | "message" | "met";

export type ContactRule = { may_contact: MayContact, preferred_name_for_calls: string, 
/**
 * Ways that are safe, best first.
 */
channels: Array<Channel>, leave_voicemail: SafeAnswer, say_unit_name: SafeAnswer, text_wording_allowed: string, best_days: string, best_times: string, never_times: string, withheld_number: YesNoUnknown, 
/**
 * Who else may answer, and what to say to them.
 */
who_else_may_answer: string, interpreter: string, accessibility: string, silent_solution_told: YesNoUnknown, last_confirmed_on: string | null, 
/**
 * Days until it must be asked again; 14 by default.
 */
confirm_every_days: number, };

export type ContactWentView = { disclosure: DisclosureId, case: CaseId, reference: string, to: string, at: string, approver: string, why: string, };

export type Contingency = { if_text: string, then_text: string, who_acts: string, within: string, out_of_hours: string, };

export type ContributionKept = { record: RecordId, hits: Array<HitView>, };

export type CopiedForSupport = { 
/**
 * The new folder, by its name in the one that was picked; empty where none was.
 */
folder: string, files: number, bytes: number, 
/**
 * Bytes the disk did not give; zeros stand in their place.
 */
unreadable: number, };

export type CopiesView = { copies: Array<CopyOut>, 
/**
 * How many are out although a newer version stands.
 */
to_call_back: number, };

export type CopyFate = "returned" | "shredded" | "lost";

export type CopyOut = { record: RecordId, paper: PaperKind, paper_label: string, 
/**
 * The case it is about, where it is about one.
 */
case: CaseId | null, case_reference: string, 
/**
 * Nought where a paper has no versions.
 */
version: number, copy: number, holder: string, holder_agency: string, purpose: string, seal: string, 
/**
 * Contact details stand on it, chosen for its holder.
 */
with_contact: boolean, printed_at: string, standing: PageStanding, fate: CopyFate | null, ended_at: string | null, };

export type CopyRow = { record: RecordId, version: number, copy: number, holder: string, holder_agency: string, purpose: string, seal: string, 
/**
 * Contact details stand on it, chosen for its holder.
 */
with_contact: boolean, printed_at: string, 
/**
 * A newer version was agreed: the copy is to be called back.
 */
superseded: boolean, 
/**
 * "Returned", "Shredded", "Lost"; empty while its holder has it.
 */
fate_label: string, };

export type CorrectPartner = { partner: PartnerId, kind: PartyKind, note: string, };

export type CorrectRecord = { record: RecordId, field: string, 
/**
 * The new value as JSON text.
 */
value: string, };

export type CourtOrder = { 
/**
 * Code of assets/law, such as `OR-ISPO`.
 */
order_type: string, conditions: Array<string>, made_on: string | null, served_on: string | null, ends_on: string | null, until_further_order: boolean, note: string, };

export type CutOffView = { 
/**
 * What it is known by.
 */
sha256: string, 
/**
 * "A bundle of cases".
 */
what: string, partner_name: string, references: Array<string>, at: string, 
/**
 * Where the file was to stand.
 */
place: string, };

export type DecideScreening = { case: CaseId, 
/**
 * Outcome code of the profile.
 */
outcome: string, reason: string, judged_as: Classification, 
/**
 * As the force recorded it; none leaves it as it stands in the case.
 */
recorded_as: Classification | null, 
/**
 * Needed for every outcome that advises.
 */
advice: AdviceGiven | null, 
/**
 * Reference, as typed, of the case this one repeats; empty where it repeats none.
 */
other_case: string, 
/**
 * The stage the case goes to; may stay empty where the profile has only one that fits.
 */
stage: string | null, };

export type DecisionChoice = { code: string, label: string, 
/**
 * What it needs beside its reason.
 */
asks: Array<OutcomeAsks>, };

export type DecisionRecorded = { record: RecordId, next: CaseId | null, waiting: number, };

export type DeclareRestore = { 
/**
 * True once the person has read that what was done since is not in this store.
 */
understood: boolean, };

export type DeclineDisclosure = { case: CaseId, to: ToWhom, 
/**
 * The route on which it would have gone.
 */
route: Route, channel: SharingChannel, purpose: SharingPurpose, 
/**
 * What was asked for.
 */
categories: Array<Category>, reason: string, declined_at: string, 
/**
 * Who decided, with their own passphrase, where business support records it.
 */
decided_by: SecondPerson | null, };

export type DetailKind = "address" | "postcode" | "phone" | "email" | "workplace" | "school" | "safe_place" | "code_word" | "vehicle" | "online";

export type Direction = "sends" | "receives";

export type DisclosedCase = { case: CaseId, reference: string, };

export type DisclosureId = string;

export type DisclosureRecorded = { disclosure: DisclosureId, records: number, 
/**
 * Emergency: the next working day.
 */
review_due_on: string | null, 
/**
 * An advocate is told when one next signs in.
 */
advocate_at_next_unlock: boolean, };

export type DisclosureReportView = { months: Array<ReportMonth>, upheld: number, not_upheld: number, agreement_needed: number, not_yet: number, overdue: number, };

export type DisclosureRow = { disclosure: DisclosureId, told_at: string, entered_at: string, 
/**
 * Entered later than a quarter of an hour after it was told.
 */
entered_later: boolean, to: string, organisation: string, identity_checked: string, route: Route, route_label: string, how: string, 
/**
 * Why it was declined; empty where it was disclosed.
 */
declined: string, cases: Array<DisclosedCase>, records: number, categories: Array<CategoryCount>, purpose: string, by_name: string, approver: string, harm: string, why_not_wait: string, necessity: string, victim: string, 
/**
 * Whether `tell_victim` still has something to say.
 */
victim_open: boolean, review_due_on: string | null, 
/**
 * "Review due today", "Upheld 24 Nov by I. Specimen: ..."; empty where none is needed.
 */
review: string, review_open: boolean, overdue: boolean, 
/**
 * Whoever asks disclosed it: a second person reviews it with them.
 */
own: boolean, 
/**
 * Whether the advocate knows that victim contact went without them; empty where they need not.
 */
advocate: string, };

export type DisclosuresView = { rows: Array<DisclosureRow>, 
/**
 * Every organisation that ever received something or was declined.
 */
organisations: Array<string>, report: DisclosureReportView, };

export type Dissent = { agency: Agency, view: string, reason: string, };

export type DocumentSaved = { saved: boolean, place: string, };

export type DocumentView = { name: string, media: string, bytes: number, sha256: string, 
/**
 * A picture to show, as a `data:` address; empty for other files and for pictures that are too large.
 */
picture: string, };

export type Door = { "state": "no_store", keyring_ready: boolean, keyring_trouble: StoreTrouble | null, } | { "state": "locked" } | { "state": "example_locked", members: Array<ExampleMember>, unit: string, 
/**
 * Whether this is the second of the two.
 */
second: boolean, 
/**
 * The second example unit's name, where there is one to turn to.
 */
other_unit: string | null, } | { "state": "trouble", trouble: StoreTrouble, title: string, words: string, next: string, } | { "state": "open" };

export type DoorView = { door: Door, 
/**
 * True for the example unit: everything is marked SAMPLE DATA.
 */
sample: boolean, now: string, 
/**
 * Seconds until the next try is taken, after failed tries.
 */
wait_seconds: number, };

export type DoubtSafeContact = { case: CaseId, reason: string, };

export type DraftView = { text: string | null, kept_at: string | null, };

export type DrillRecovery = { half: Half, words: string, };

export type DrillView = { at: string, went_well: boolean, number: number, acts: number, 
/**
 * What was done or what is wrong, in plain words.
 */
words: string, };

export type DryRunRow = { row: number, 
/**
 * "new", "already_known", "duplicate", "broken".
 */
verdict: string, words: string, crime_reference: string, victim: string, suspect: string, offence: string, troubles: Array<CellTroubleView>, };

export type DryRunView = { file: string, format: string, encoding: string, headings: Array<string>, columns: { [key in string]: string }, 
/**
 * Field codes with words, in the order to show them, and whether each is needed.
 */
fields: Array<FieldChoice>, columns_remembered: boolean, rows: Array<DryRunRow>, new: number, already_known: number, duplicates: number, broken: number, notes: Array<string>, };

export type EndAgreement = { agreement: AgreementId, why: string, };

export type EndCopy = { copy: RecordId, fate: CopyFate | null, with_ended: boolean, };

export type EndMeeting = { meeting: MeetingId, carry_over: number, 
/**
 * Needed unless it was kept before. "Nothing to note" is a reflection; silence is not.
 */
reflection: string, };

export type EndMember = { member: MemberId, };

export type EnrolLaptop = { 
/**
 * The request, as it was picked.
 */
file: string, 
/**
 * The six words that stand on the other laptop.
 */
words: string, 
/**
 * What the other is called.
 */
name: string, 
/**
 * What this one is called; needed the first time.
 */
this_name: string, 
/**
 * The passphrase of whoever is signed in, who signs in on the other laptop first.
 */
passphrase: string, };

export type ExampleMember = { name: string, role_label: string, agency_label: string, passphrase: string, 
/**
 * What this person may see that others may not.
 */
sees: string, };

export type ExchangeView = { 
/**
 * False where no folder was picked.
 */
picked: boolean, folder: string, found: Array<FoundFile>, ready: Array<ReadyFor>, 
/**
 * Files that cannot be read, each with why.
 */
unread: Array<string>, 
/**
 * Files written, once it was done.
 */
written: number, words: string, };

export type FieldChoice = { code: string, label: string, needed: boolean, };

export type FileWanted = "overnight_list" | "instrument_pack" | "contact_card" | "signed_document" | "bundle" | "laptop_request";

export type Find = { text: string, };

export type FindView = { found: Array<FoundView>, 
/**
 * Fewer than three characters were given.
 */
too_short: boolean, };

export type Found = "there" | "nothing_left";

export type FoundFile = { from: string, sealed_at: string, new: number, changed: number, entries: number, conflicts: number, waiting: number, set_apart: number, };

export type FoundView = { case: CaseId, reference: string, title: string, 
/**
 * "name", "reference", "plate", "phone", "text".
 */
matched: string, excerpt: string, state_label: string, };

export type FourCheck = { fixated: YesNoUnknown, obsessive: YesNoUnknown, unwanted: YesNoUnknown, repeated: YesNoUnknown, note: string, 
/**
 * Urgent factors seen, in our own words (codes of assets/forms/four).
 */
urgent_factors: Array<string>, };

export type Gateway = string;

export type GatewayChoice = { code: string, label: string, provision: string, refused: { [key in PartyKind]?: string }, };

export type GoOnWithDamage = { 
/**
 * True once the person has read which records they are, and that a backup may still hold them whole.
 */
understood: boolean, };

export type GoOnWithoutQuorum = { meeting: MeetingId, reason: string, };

export type Ground = { direction: Direction, bases: Array<Basis>, 
/**
 * The power to disclose. A party that only receives needs none.
 */
gateway: Gateway | null, 
/**
 * Reference of the appropriate policy document, where Part 3 or a Schedule 1 condition asks for one.
 */
policy_document: string, 
/**
 * The authority to process further outside law enforcement (DPA 2018 s.36(4)), where a Part 3 party sends
 * to one under UK GDPR.
 */
further_processing: string, };

export type Half = "first" | "second";

export type HandOn = { device: string, passphrase: string, };

export type Harm = "loss_of_life" | "serious_physical_harm" | "child" | "vulnerable_adult";

export type Heading = "victim_safety" | "monitoring_and_control" | "supervision" | "interventions_and_treatment" | "environment" | "investigation";

export type Heard = { "as": "typed", "heard": string } | { "as": "ticked", "heard": Array<number> };

export type HeldHere = "new" | "held";

export type HistoryLine = { at: string, who: string, agency_label: string, 
/**
 * The act in plain words ("Referral taken").
 */
act: string, 
/**
 * Field changed; empty when the whole record was written.
 */
field: string, 
/**
 * The value then, as short text; "erased" where lawfully erased.
 */
value: string, };

export type HistoryView = { lines: Array<HistoryLine>, 
/**
 * True where two heads wait to be resolved.
 */
conflict: boolean, };

export type HitView = { kind: DetailKind, 
/**
 * The words in the text that match.
 */
found: string, 
/**
 * Where they stand, in characters.
 */
start: number, end: number, 
/**
 * What to send to `release_hit`.
 */
detail: RecordId, 
/**
 * The field the text stands in, in plain words.
 */
field: string, 
/**
 * Whose detail it is: "victim", "child" (never a name).
 */
whose: string, };

export type HoldItem = { record: RecordId, why: string, 
/**
 * The last day; none holds it until it is lifted.
 */
until: string | null, };

export type HolderView = { member: MemberId, name: string, let_in_by: string, reason: string, at: string, };

export type ImportId = string;

export type ImportView = { import: ImportId, partner_name: string, brought_in_at: string, sequence: number, accepted: number, rejected: number, new: number, changed: number, quarantined: number, delete_by: string | null, 
/**
 * Why it was taken back; empty while it stands.
 */
undone: string, };

export type ImportsView = { imports: Array<ImportView>, };

export type Incident = { occurred: When, 
/**
 * Behaviour codes of assets/law (domain 6.6), at least one.
 */
behaviours: Array<string>, what: string, 
/**
 * Contact toward the victim, by any route. Unknown counts as contact for safety displays (domain 7.6).
 */
is_contact: YesNoUnknown, 
/**
 * 0 none stated, 1 distress, 2 serious alarm, 3 threat, 4 physical or sexual violence (domain 6.6).
 */
severity: number, reported: YesNoUnknown, told_by: Agency, 
/**
 * Evidence kept and who holds it; no file is stored.
 */
evidence: string, };

export type IncidentWeek = { monday: string, 
/**
 * Severity 0 and 1.
 */
message_call_post: number, 
/**
 * Severity 2.
 */
approach_damage: number, 
/**
 * Severity 3 and 4.
 */
violence_threat: number, };

export type InformationGap = { 
/**
 * The item or question it came from; empty when it stands alone.
 */
from: string, question: string, owner_agency: Agency, due_on: string, };

export type ItemAnswer = "yes" | "no" | "unknown" | "not_asked";

export type ItemId = string;

export type ItemRecord = { number: string, answer: ItemAnswer, note: string, source: string, as_at: string | null, };

export type ItemState = "waiting" | "heard" | "parked" | "carried_over";

export type JoinUnit = { 
/**
 * The six words that stand on the other laptop.
 */
words: string, name: string, passphrase: string, };

export type JoiningView = { 
/**
 * Whether the request was saved just now.
 */
saved: boolean, place: string, 
/**
 * The six words to read out to whoever lets it in; empty where nothing was asked yet.
 */
words: string, 
/**
 * Whether an invitation was picked.
 */
invited: boolean, };

export type KeepDocument = { agreement: AgreementId, 
/**
 * Token of `pick_file`.
 */
file: string, };

export type KeepDraft = { form: string, subject: RecordId | null, 
/**
 * The form's own JSON text.
 */
text: string, };

export type KeepReflection = { meeting: MeetingId, text: string, };

export type Keeping = { 
/**
 * The rule in words.
 */
words: string, months: number | null, on_exit: OnExit, };

export type KnownDetailView = { record: RecordId, person: RecordId, kind: DetailKind, 
/**
 * Text for a perpetrator's detail; "held" for a protected person's.
 */
text: string, note: string, };

export type Labelled = { code: string, label: string, };

export type LaptopEnrolled = { saved: boolean, place: string, 
/**
 * The six words to type on the other laptop.
 */
words: string, };

export type LaptopGone = "lost" | "stolen" | "handed_in";

export type LaptopView = { 
/**
 * The journal's id of it.
 */
device: string, name: string, 
/**
 * Whether it is the one in hand.
 */
own: boolean, 
/**
 * Whether members and keys are changed on it.
 */
key_desk: boolean, 
/**
 * When the last file that came from it was sealed, by its own clock.
 */
heard_at: string | null, 
/**
 * What that file brought.
 */
heard_changes: number, 
/**
 * Changes made on this laptop that it has not confirmed.
 */
unconfirmed: number, 
/**
 * When it said last that it took something in, by its own clock.
 */
confirmed_at: string | null, 
/**
 * The same in sentences.
 */
words: Array<string>, struck_off: LaptopGone | null, gone_at: string | null, };

export type LaptopsView = { laptops: Array<LaptopView>, 
/**
 * What is said beside the list: nothing yet, or what one laptop alone means.
 */
words: string, 
/**
 * Whether members and keys are changed on this one.
 */
key_desk: boolean, set_apart: Array<SetApartView>, 
/**
 * Records that wait for somebody who may open them.
 */
waiting: number, may_come_in: Array<MayComeIn>, 
/**
 * The folder used last.
 */
folder: string, };

export type LetIn = { 
/**
 * As in "agency:health" or "safe-contact".
 */
compartment: string, member: MemberId, reason: LetInReason, };

export type LetInReason = "joined_agency" | "needs_for_case" | "covers_for_colleague";

export type LevelView = { level: ConcernLevel, label: string, 
/**
 * "judged 20 Nov by the meeting" without names.
 */
judged_by: string, judged_at: string, };

export type LiftHold = { record: RecordId, };

export type LineStatus = "open" | "done" | "late" | "not_possible";

export type LinkPartner = { case: CaseId, partner: PartnerId, part: PartInCase, words: string, };

export type ListActions = { agency: Agency | null, case: CaseId | null, only_open: boolean, };

export type ListCases = { scope: CaseScope, level: ConcernLevel | null, sort: CaseSort, descending: boolean, offset: number, 
/**
 * At most 200.
 */
limit: number, };

export type ListConflicts = { case: CaseId | null, };

export type ListCopies = { 
/**
 * Copies that came back or were shredded as well.
 */
with_ended: boolean, };

export type ListDisclosures = { from: string | null, until: string | null, 
/**
 * One route; none lists all three.
 */
route: Route | null, 
/**
 * An organisation as the list spells it; empty lists all.
 */
organisation: string, case: CaseId | null, which: WhichDisclosures, };

export type LoadPack = { 
/**
 * Token of `pick_file`.
 */
file: string, };

export type LogLine = { seq: number, at: string, who: string, agency_label: string, act: string, case_reference: string, reason: string, };

export type LogPurpose = "verify_lawfulness" | "self_monitoring" | "integrity_and_security" | "criminal_proceedings";

export type LogReview = { lines: Array<ReviewLine>, 
/**
 * Over the lines of this page, most first.
 */
by_member: Array<ReviewCount>, 
/**
 * Ask again before this place; none when the log is at its end.
 */
next_before: number | null, };

export type LogState = { acts: number, 
/**
 * True where a newer store was used here: nothing is written until somebody declares a restore.
 */
older: boolean, 
/**
 * How far the newest one known had come.
 */
seen: number, words: string, 
/**
 * What is wrong with the machine under the store and should be put right soon: its clock, its disk.
 */
machine: Array<string>, 
/**
 * Records that are not what their entries say, by case; empty where everything is whole.
 */
damaged: string, 
/**
 * True where nothing is recorded until somebody decides to go on with the damage.
 */
stopped: boolean, };

export type LogVerified = { acts: number, entries: number, streams: number, checkpoints: number, records: number, values: number, 
/**
 * Values behind walls that this session did not open.
 */
closed: number, erased: number, intact: boolean, 
/**
 * The first thing that does not fit, with its place; empty where everything does.
 */
first_bad: string, 
/**
 * What this proves and what it cannot (security.md A-11).
 */
says: Array<string>, };

export type LogView = { lines: Array<LogLine>, more: boolean, };

export type LogWhat = "everything" | "opened" | "revealed" | "exported" | "printed" | "emergencies" | "failed_unlocks" | "after_hours" | "keys" | "safekeeping";

export type MayComeIn = { member: MemberId, name: string, };

export type MayContact = "yes" | "no" | "only_if_they_call" | "not_asked" | "unsure";

export type MeetingAgencyView = { agency: Agency, label: string, confirmed: boolean, };

export type MeetingId = string;

export type MeetingRow = { meeting: MeetingId, title: string, planned_at: string, state: MeetingState, cases: number, agencies: number, actions: number, };

export type MeetingState = "planned" | "running" | "signed";

export type MeetingsView = { next: AgendaView | null, past: Array<MeetingRow>, };

export type MemberId = string;

export type MemberView = { id: MemberId, name: string, agency: Agency, agency_label: string, role: Role, role_label: string, job: string, active: boolean, };

export type MinutesCase = { case: CaseId, reference: string, initials: string, why: string, rows: Array<RoomRow>, decision: RoomDecisionView | null, actions: Array<ActionRowView>, state: ItemState, };

export type MinutesView = { meeting: MeetingId, title: string, planned_at: string, place: string, chair: string, signed_at: string | null, attendance: Array<AttendanceView>, quorum_reason: string, 
/**
 * Actions of earlier meetings that were due and not done when this one was held, and why.
 */
incomplete: Array<ActionRowView>, cases: Array<MinutesCase>, };

export type MissingView = { field: string, words: string, };

export type MoveAction = { action: ActionId, step: ActionStep, };

export type MoveItem = { meeting: MeetingId, case: CaseId, to: ItemState, reason: string, };

export type NamedCase = { case: CaseId, reference: string, };

export type NextMeetingView = { meeting: MeetingId | null, title: string, place: string, planned_at: string, running: boolean, cases: number, 
/**
 * "7 new, 3 back for review, 1 brought back by an agency".
 */
mix: string, agencies: Array<MeetingAgencyView>, quorum_needed: number, quorum_confirmed: number, };

export type NextStep = "standard_response" | "fuller_assessment" | "discuss_at_next_meeting" | "immediate_action";

export type NotPrinted = { case: CaseId, reference: string, words: string, };

export type NoteOf = "agency" | "code_word";

export type NoteOriginatorAgreed = { import: ImportId, case: CaseId, to: PartnerId, who: string, on: string, };

export type NoteView = { record: RecordId, what: NoteOf, compartment_label: string, agency_label: string, at: string, text: string, };

export type NotesView = { open: Array<NoteView>, sealed: Array<SealedNotes>, };

export type Nothing = Record<string, never>;

export type NoticeView = { seal: SealView, title: string, words: string, 
/**
 * Records of it that are here.
 */
records: number, };

export type NotifyCorrection = { disclosure: DisclosureId, passphrase: string, };

export type OnExit = "return" | "delete" | "keep_own_contribution";

export type OnceApprover = { member: MemberId, name: string, };

export type OnceChoices = { partners: Array<OncePartner>, bases: Array<Labelled>, gateways: Array<Labelled>, 
/**
 * Chairs other than whoever asks.
 */
approvers: Array<OnceApprover>, };

export type OncePartner = { partner: PartnerId, name: string, key_words: string, };

export type Onward = { "onward": "not_allowed" } | { "onward": "named_parties", "parties": Array<PartnerId> } | { "onward": "with_originators_agreement" };

export type OpenBundle = { 
/**
 * Token of `pick_file`.
 */
file: string, 
/**
 * Which of our agreements the sender's is, where more than one could be.
 */
agreement: AgreementId | null, };

export type OpenMeeting = { confidentiality_confirmed: boolean, place: string, };

export type OrderView = { record: RecordId, title: string, conditions: Array<string>, ends_on: string | null, ends_words: string, ending_soon: boolean, };

export type OutcomeAsks = "same_day_action" | "officer_and_text" | "question_owner_and_due" | "both_classifications" | "stage" | "date" | "other_case" | "order_type";

export type OutcomeChoice = { code: string, label: string, 
/**
 * "1" to "9", then letters.
 */
key: string, 
/**
 * Never missing from any list.
 */
always: boolean, 
/**
 * What it needs beside its reason.
 */
asks: Array<OutcomeAsks>, };

export type OutcomeFacts = { 
/**
 * `officer_and_text`: who is advised, by name and number, and what is said.
 */
advice: AdviceGiven | null, 
/**
 * `both_classifications`: as recorded by the force and as judged by the room.
 */
classes: BothClasses | null, 
/**
 * `other_case`: reference, as typed, of the case this one repeats.
 */
other_case: string, 
/**
 * `stage`: the stage the case goes to; may stay empty where the profile has only one that fits.
 */
stage: string | null, 
/**
 * `date`: day on which the room looks again.
 */
review_on: string | null, 
/**
 * `order_type`: code of the order that is sought.
 */
order_type: string | null, };

export type OwnKeys = "not_made" | "closed" | "ready";

export type PackView = { instrument: string, edition: string, licence_holder: string, demonstration: boolean, marking: string, sha256: string, };

export type PageChecked = { standing: PageStanding, 
/**
 * What to do, in one or two sentences.
 */
words: string, copy: CopyOut | null, };

export type PageStanding = "superseded" | "current" | "unknown";

export type PaperAsked = { "command": "print_plan", "question": PrintPlan } | { "command": "print_agenda", "question": PrintAgenda } | { "command": "print_minutes", "question": PrintMinutes } | { "command": "print_paper", "question": PrintPaper } | { "command": "print_victim_plan", "question": PrintVictimPlan } | { "command": "print_agreement", "question": PrintAgreement } | { "command": "print_log", "question": PrintLog };

export type PaperDeleted = { deleted: boolean, };

export type PaperKind = "safeguarding_plan" | "agenda" | "minutes" | "minutes_for_agency" | "cas" | "cas_summary" | "sash_record" | "action_list" | "advice_note" | "log_review" | "plan_changes" | "pre_meeting_pack" | "victim_plan" | "plan_for_agency" | "annex_health" | "annex_intelligence" | "recall_list" | "agreement_summary" | "disclosure_record" | "disclosure_report";

export type PaperLanguage = "english" | "welsh";

export type PaperMark = { "mark": "text", x: number, y: number, size: number, width: number, bold: boolean, mono: boolean, text: string, grey: number, } | { "mark": "turned", x: number, y: number, size: number, degrees: number, text: string, grey: number, } | { "mark": "fill", x: number, y: number, w: number, h: number, grey: number, } | { "mark": "outline", x: number, y: number, w: number, h: number, } | { "mark": "stroke", corners: [[number, number], [number, number], [number, number], [number, number]], };

export type PaperPreview = { width: number, height: number, pages: Array<Array<PaperMark>>, };

export type PaperSaved = { 
/**
 * Its number among those saved since somebody signed in; none where it lies at no place of the disk.
 */
number: number | null, 
/**
 * False when the person changed their mind; then nothing was numbered or written.
 */
saved: boolean, 
/**
 * Where, as the person chose it: a file, or the name of a printer.
 */
place: string, 
/**
 * Whether it went to a printer; no file of it then lies anywhere that Holdfast knows of.
 */
to_printer: boolean, copy: number, pages: number, seal: string, bytes: number, };

export type PartInCase = "perpetrator_lives_there" | "perpetrator_works_there" | "perpetrator_managed_there" | "victim_lives_there" | "works_on_the_case";

export type PartnerChoice = { partner: PartnerId, unit_name: string, kind: PartyKind, compared: boolean, };

export type PartnerId = string;

export type PartnerStanding = "compared" | "to_compare" | "changed";

export type PartnerView = { partner: PartnerId, unit_name: string, kind: PartyKind, kind_label: string, standing: PartnerStanding, 
/**
 * "Compared by voice with Pat Placeholder, 12 November 2026, by Dana Specimen", or what is to be done.
 */
standing_words: string, 
/**
 * Twelve words of our two cards together; empty unless our keys are open to whoever asks.
 */
words: Array<string>, 
/**
 * Sixty digits of the same, in twelve groups of five.
 */
digits: Array<string>, earlier_keys: number, note: string, };

export type PartnersView = { own: OwnKeys, 
/**
 * The text of our contact card; empty unless the keys are open to whoever asks.
 */
card: string, since: string | null, partners: Array<PartnerView>, kinds: Array<Labelled>, };

export type Party = { name: string, kind: PartyKind, regime: Regime, role: PartyRole, 
/**
 * Its contact card; none where the party is an organisation of our own unit.
 */
partner: PartnerId | null, ico_number: string, data_protection_contact: string, caldicott_guardian: string, information_asset_owner: string, 
/**
 * Where requests by people about their own data go.
 */
requests_contact: string, grounds: Array<Ground>, };

export type PartyKind = "police_force" | "probation_provider" | "nhs_body" | "local_authority" | "charity" | "other";

export type PartyRole = "controller" | "joint_controller" | "processor";

export type People = "letters" | "initials";

export type PerhapsSame = { case: CaseId, reference: string, because: string, };

export type PerhapsSamePerson = { case: CaseId, reference: string, because: string, };

export type Person = { role: PersonRole, 
/**
 * Name as recorded; empty when nobody knows who the suspect is.
 */
name: string, 
/**
 * Latin-script form for papers where `name` is in another script; empty otherwise.
 */
latin_name: string, born_on: string | null, 
/**
 * Languages, access needs, what to know at once ("speaks Welsh and English").
 */
about: string, standing: Standing, };

export type PersonId = string;

export type PersonRole = "victim" | "perpetrator" | "child" | "other_protected" | "other";

export type PersonView = { record: RecordId, 
/**
 * Name as recorded, or "Not known".
 */
name: string, initials: string, age: number | null, about: string, standing: Standing, 
/**
 * "Victim", "Perpetrator (suspected)", "Child".
 */
label: string, };

export type Pick = { "pick": "entry", "entry": RecordId } | { "pick": "both" };

export type PickFile = { wanted: FileWanted, };

export type PickedFile = { token: string, name: string, bytes: number, };

export type Plan = { version: number, state: PlanState, cas: CasId | null, what_worries_us: string, not_known: string, victim_wishes: string, lines: Array<PlanLine>, contingencies: Array<Contingency>, who_to_ring: Array<WhoToRing>, agreed_by: Array<AgreedBy>, review_on: string | null, author: MemberId, started_at: string, agreed_at: string | null, };

export type PlanBlockerView = { words: string, 
/**
 * "lines", "contingencies", "review_on", "agreed_by", "text".
 */
field: string, 
/**
 * Index in the list, from 0.
 */
index: number | null, };

export type PlanChange = { 
/**
 * Where in the plan, as its headings name it.
 */
part: string, kind: ChangeKind, 
/**
 * The words of both versions in reading order, each with the space after it.
 */
words: Array<Stretch>, };

export type PlanComparison = { earlier: PlanVersionRow, later: PlanVersionRow, changes: Array<PlanChange>, };

export type PlanId = string;

export type PlanLine = { heading: Heading, text: string, owner_agency: Agency | null, owner_person: string, due_on: string | null, priority: Priority, status: LineStatus, 
/**
 * Owner has accepted it, where the owner was not in the room.
 */
accepted: boolean, 
/**
 * Why it is late, or why it is no longer possible (domain 5.1, `status_reason`).
 */
status_reason: string, };

export type PlanPage = { case: CaseId, reference: string, victim: PersonView | null, perpetrator: PersonView | null, level: LevelView | null, 
/**
 * The version being written or last agreed.
 */
current: PlanView | null, versions: Array<PlanVersionRow>, copies: Array<CopyRow>, agencies: Array<Labelled>, headings: Array<Labelled>, in_force: Array<string>, safe_contact_words: string, 
/**
 * Whoever is signed in reads safe contact, and may choose details for a copy.
 */
safe_contact_open: boolean, marking: string, unit: string, };

export type PlanPart = { "part": "what_worries_us", text: string, } | { "part": "not_known", text: string, } | { "part": "victim_wishes", text: string, } | { "part": "lines", lines: Array<PlanLine>, } | { "part": "contingencies", lines: Array<Contingency>, } | { "part": "who_to_ring", lines: Array<WhoToRing>, } | { "part": "review_on", on: string | null, };

export type PlanPrinted = { reference: string, copy: number, pages: number, 
/**
 * As of [`PaperSaved`].
 */
number: number | null, };

export type PlanState = "draft" | "agreed" | "superseded";

export type PlanSummary = { plan: PlanId, version: number, state_label: string, done: number, lines: number, overdue: number, review_on: string | null, };

export type PlanVersionRow = { plan: PlanId, version: number, state: PlanState, started_at: string, agreed_at: string | null, };

export type PlanView = { plan: PlanId, body: Plan, blockers: Array<PlanBlockerView>, hits: Array<HitView>, };

export type PlanWithDetails = { paper: PaperPreview, seen: string, };

export type PlansPrinted = { 
/**
 * False when the person changed their mind; then nothing was numbered or written.
 */
saved: boolean, 
/**
 * The folder, as the person chose it, or the printer's name.
 */
folder: string, to_printer: boolean, printed: Array<PlanPrinted>, not_printed: Array<NotPrinted>, };

export type Precision = "minute" | "day" | "week" | "month" | "year" | "about";

export type Presence = "expected" | "present" | "apologies" | "late" | "absent";

export type PreviewPlan = { plan: PlanId, print: PrintAs, };

export type PrintAgenda = { holder: string, holder_agency: Agency, purpose: string, 
/**
 * How many copies are handed out in all; the paper then says "copy 2 of 5".
 */
of?: number, 
/**
 * A printer of [`PrintersView`]; none saves a file where the person chooses.
 */
printer?: string, };

export type PrintAgreement = { agreement: AgreementId, holder: string, holder_agency: Agency, purpose: string, 
/**
 * How many copies are handed out in all.
 */
of?: number, print?: PrintAs, 
/**
 * A printer of the system; none saves a file where the person chooses.
 */
printer?: string, };

export type PrintAs = "standard" | "large";

export type PrintLog = { 
/**
 * All pages of it are printed, whichever it names.
 */
review: ReviewLog, holder: string, holder_agency: Agency, purpose: string, 
/**
 * How many copies are handed out in all; the paper then says "copy 2 of 5".
 */
of?: number, 
/**
 * A printer of [`PrintersView`]; none saves a file where the person chooses.
 */
printer?: string, };

export type PrintMinutes = { meeting: MeetingId, holder: string, holder_agency: Agency, purpose: string, 
/**
 * How many copies are handed out in all; the paper then says "copy 2 of 5".
 */
of?: number, 
/**
 * A printer of [`PrintersView`]; none saves a file where the person chooses.
 */
printer?: string, };

export type PrintPaper = { which: WhichPaper, holder: string, holder_agency: Agency, purpose: string, 
/**
 * How many copies are handed out in all; the paper then says "copy 2 of 5".
 */
of?: number, print?: PrintAs, 
/**
 * A printer of [`PrintersView`]; none saves a file where the person chooses.
 */
printer?: string, };

export type PrintPlan = { plan: PlanId, holder: string, holder_agency: Agency, purpose: string, 
/**
 * How many copies are handed out in all; the paper then says "copy 2 of 5".
 */
of?: number, print?: PrintAs, 
/**
 * A printer of [`PrintersView`]; none saves a file where the person chooses.
 */
printer?: string, 
/**
 * None, which is nearly always, prints no contact detail of anybody.
 */
contact?: WithContact, };

export type PrintPlans = { holder: string, holder_agency: Agency, purpose: string, 
/**
 * A printer of [`PrintersView`]; none saves a file where the person chooses.
 */
printer?: string, };

export type PrintRecoveryBlank = { which: BlankSheet, 
/**
 * A printer of [`PrintersView`]; none saves a file where the person chooses.
 */
printer?: string, };

export type PrintVictimPlan = { case: CaseId, holder: string, holder_agency: Agency, purpose: string, of?: number, print?: PrintAs, language?: PaperLanguage, 
/**
 * What the advocate and the victim wrote it in.
 */
written_in?: PaperLanguage, 
/**
 * A printer of `printers`; none saves a file where the person chooses.
 */
printer?: string, };

export type PrinterView = { name: string, 
/**
 * The one the system would take if none was named.
 */
usual: boolean, };

export type PrintersView = { printers: Array<PrinterView>, };

export type Printing = "not_allowed" | "allowed";

export type Priority = "now" | "within24_hours" | "within7_days" | "routine";

export type ProfileChoice = { id: string, name: string, about: string, };

export type Project = { 
/**
 * None closes it.
 */
people: People | null, };

export type Projecting = { 
/**
 * None while it is closed.
 */
people: People | null, };

export type ProposeAction = { case: CaseId, text: string, heading: Heading, owner_agency: Agency, owner_person: string, due_on: string, due_time: string, priority: Priority, };

export type ReadLog = { 
/**
 * Act name; empty for all.
 */
act: string, member: MemberId | null, 
/**
 * Lawful purpose for which the log is opened (DPA 2018 s.62).
 */
purpose: LogPurpose, before: number | null, };

export type ReadOvernightList = { 
/**
 * Token of `pick_file`, or "sample:clean" / "sample:ugly" in the example unit.
 */
file: string, 
/**
 * Field code to column heading; empty to guess or use what the unit used last.
 */
columns: { [key in string]: string }, 
/**
 * "day_first", "year_first" or "" to decide by the values.
 */
date_order: string, };

export type ReadTimeline = { case: CaseId, only: TimelineFilter, 
/**
 * Go on after this row of the last page.
 */
after: RecordId | null, 
/**
 * At most 200.
 */
limit: number, };

export type ReadyFor = { name: string, 
/**
 * Changes made on this laptop.
 */
changes: number, 
/**
 * Records that a member of their case has to seal on this laptop first.
 */
held_here: number, };

export type ReceiptSaved = { saved: boolean, place: string, };

export type ReceivedView = { disclosure: DisclosureId, at: string, to: string, route: Route, purpose: string, by: MemberId, by_name: string, 
/**
 * Records of this case that went.
 */
records: number, withheld: number, receipt: string, 
/**
 * Whether it held the record that was asked about.
 */
holds_record: boolean, 
/**
 * Records that went and were changed since: the recipient holds what they said before.
 */
changed_since: number, };

export type ReclassifiedRow = { case: CaseId, reference: string, crime_reference: string, recorded_as: string, judged_as: string, reason: string, on: string, };

export type RecordAdvice = { case: CaseId, advice: AdviceGiven, };

export type RecordAttendance = { meeting: MeetingId, agency: Agency, presence: Presence, people: string, };

export type RecordContact = { case: CaseId, at: string, channel: Channel, result: ContactResult, safe_checked: boolean, what: string, next: string, next_on: string | null, fear_now: number | null, };

export type RecordDecision = { meeting: MeetingId, case: CaseId, 
/**
 * At least one; an empty list is refused.
 */
outcomes: Array<string>, reason: string, level: ConcernLevel | null, level_reason: string, dissent: Array<Dissent>, actions: Array<RoomAction>, 
/**
 * What the chosen outcomes ask for beside a reason (`asks` of each outcome).
 */
facts: OutcomeFacts, seconds: number, };

export type RecordDisclosure = { case: CaseId, footing: TellFooting, channel: SharingChannel, 
/**
 * By phone or in person, where it was said.
 */
spoken: Channel | null, to: ToWhom, purpose: SharingPurpose, 
/**
 * The records that were told. None is refused, never taken for all.
 */
records: Array<RecordId>, 
/**
 * Every ticked record was looked at. Asked for on paper.
 */
read: boolean, 
/**
 * Why it is necessary; in an emergency why waiting is worse says it, where this is empty.
 */
necessity: string, 
/**
 * When it was told.
 */
told_at: string, victim_told: ToldAnswer | null, 
/**
 * One's own passphrase, typed again.
 */
passphrase: string, 
/**
 * Who decided, with their own passphrase, where business support records it.
 */
decided_by: SecondPerson | null, second: SecondPerson | null, approver: ApprovedBy | null, };

export type RecordDissent = { cas: CasId, dissent: Array<Dissent>, no_dissent: boolean, };

export type RecordEvent = { case: CaseId, event: CaseEvent, };

export type RecordFourCheck = { case: CaseId, check: FourCheck, };

export type RecordId = string;

export type RecordIncident = { case: CaseId, incident: Incident, };

export type RecordOrder = { case: CaseId, order: CourtOrder, };

export type RecordReply = { check: CheckId, kind: ReplyKind, text: string, reason: string, said_by: string, };

export type RecordSafeContact = { case: CaseId, rule: ContactRule, 
/**
 * Left out where only the rule changes.
 */
detail: ContactDetail | null, };

export type Recorded = { record: RecordId, };

export type RecordsChecked = { under_way: boolean, 
/**
 * When it was at the end last.
 */
ended_at: string | null, records: number, 
/**
 * Values behind walls that were not open: of these only that they are there was checked.
 */
closed: number, 
/**
 * Which records do not fit; empty where all do.
 */
damaged: string, };

export type RecoverStore = { first: string, second: string, 
/**
 * The name of a chair or co-ordinator as the unit knows it.
 */
name: string, new_passphrase: string, };

export type RecoverySheets = { first: Array<string>, second: Array<string>, };

export type RecoveryState = { confirmed: boolean, confirmed_at: string | null, drilled_at: string | null, 
/**
 * Ninety days after the last drill (K-25).
 */
drill_due: boolean, held_by: Array<string>, 
/**
 * What keeps the unit from taking real people, in words; empty when nothing does.
 */
missing: Array<string>, };

export type Referral = { source: ReferralSource, referrer: string, referrer_agency: Agency, received_at: string, crime_reference: string, recorded_offence: string, recorded_as: Classification, relationship: Relationship, what_happened: string, safe_to_contact: SafeToContact, consent: Consent, 
/**
 * Why there is no consent; needed unless it was given.
 */
consent_reason: string, 
/**
 * Officer in charge, where the police sent it.
 */
officer: string, };

export type ReferralSource = "overnight_list" | "police" | "probation" | "health" | "advocate" | "helpline" | "idva" | "marac" | "social_care" | "housing" | "self_" | "other";

export type ReferralView = { record: RecordId, source: string, referrer: string, received_at: string, crime_reference: string, recorded_offence: string, what_happened: string, consent: string, officer: string, };

export type ReferralsView = { awaiting: Array<CaseRowView>, awaiting_total: number, reclassified: Array<ReclassifiedRow>, 
/**
 * Lists the example unit offers.
 */
samples: Array<Labelled>, };

export type ReferredPerson = { name: string, born_on: string | null, about: string, 
/**
 * Phones, addresses and plates as typed.
 */
phone: string, address: string, vehicle: string, };

export type RefusedRecord = { record: RecordId, 
/**
 * "Incident", or the sender's code of an unknown kind.
 */
what: string, why: string, };

export type Regime = "dpa_part3" | "uk_gdpr";

export type Relationship = "ex_partner_cohabited" | "ex_partner_not_cohabited" | "current_partner" | "family" | "friend" | "acquaintance" | "neighbour" | "colleague" | "professional_contact" | "client_or_patient" | "online_only" | "stranger" | "unidentified" | "other" | "unknown";

export type ReleaseHit = { case: CaseId, detail: RecordId, found: string, reason: string, };

export type ReleaseItem = { record: RecordId, partner: PartnerId, routes: Array<Route>, purpose: SharingPurpose, reason: string, 
/**
 * Health records stay without it.
 */
confidentiality: Confidentiality | null, 
/**
 * Victim contact needs one.
 */
second: SecondPerson | null, };

export type ReplyKind = "shared" | "nothing_held" | "withheld" | "not_asked";

export type ReportMonth = { 
/**
 * "2026-11".
 */
month: string, 
/**
 * "November 2026".
 */
label: string, organisation: string, under_agreement: number, one_off: number, emergency: number, declined: number, 
/**
 * More than one emergency, and more than in the month before: an agreement may be missing.
 */
rising: boolean, categories: Array<CategoryCount>, };

export type RestorableView = { 
/**
 * Newest first; empty where the person picked no folder.
 */
backups: Array<BackupRow>, };

export type RestoreAtDoor = { from: BackupFrom, number: number, name: string, passphrase: string, };

export type RestoredView = { 
/**
 * Its folder's name, for `adopt_at_door`.
 */
restored: string, made_at: string, acts: number, };

export type RestrictCase = { case: CaseId, to: RestrictTo, };

export type RestrictTo = { because: RestrictedBecause, 
/**
 * Chosen by name, whoever asks among them. At least two.
 */
members: Array<MemberId>, 
/**
 * Members in the case, or close to somebody in it. They are never let in.
 */
parties: Array<MemberId>, };

export type RestrictedBecause = "perpetrator_works_for_partner" | "victim_works_for_partner" | "close_to_somebody_here";

export type RevealContact = { case: CaseId, banner_acknowledged: boolean, };

export type RevealedChannel = { kind: Channel, address: string, usable: boolean, words: string, };

export type RevealedContact = { channels: Array<RevealedChannel>, safe_place: string, emergency_contact: string, record: RecordId | null, 
/**
 * Seconds until they are masked again.
 */
seconds: number, };

export type ReviewAgreement = { agreement: AgreementId, next_due_on: string, };

export type ReviewCount = { who: string, agency_label: string, acts: number, };

export type ReviewDisclosure = { disclosure: DisclosureId, result: ReviewResult, words: string, 
/**
 * The data protection officer's delegate or another colleague; needed where the chair disclosed it.
 */
with: SecondPerson | null, };

export type ReviewDueView = { disclosure: DisclosureId, due_on: string, 
/**
 * "Due today", "3 days late".
 */
due_words: string, overdue: boolean, organisation: string, references: Array<string>, };

export type ReviewLine = { seq: number, at: string, who: string, agency_label: string, kind: ActKind, 
/**
 * The act in words.
 */
act: string, case_reference: string, reason: string, after_hours: boolean, };

export type ReviewLog = { 
/**
 * Lawful purpose (DPA 2018 s.62).
 */
purpose: LogPurpose, what: LogWhat, member: MemberId | null, case: CaseId | null, 
/**
 * First and last London day; both ends belong to it.
 */
from: string | null, until: string | null, 
/**
 * Only acts before this place: the next page.
 */
before: number | null, };

export type ReviewResult = "upheld" | "not_upheld" | "agreement_needed";

export type Role = "chair" | "coordinator" | "practitioner" | "victim_advocate" | "business_support" | "auditor";

export type RoomAction = { text: string, heading: Heading, owner_agency: Agency, owner_person: string, due_on: string, due_time: string, priority: Priority, };

export type RoomCaseView = { meeting: MeetingId, case: CaseId, item: ItemId, place: number, of: number, reference: string, 
/**
 * Name and age when the chair shows names, else initials.
 */
victim: string, perpetrator: string, perpetrator_label: string, relationship: string, 
/**
 * As the force recorded it, and as the unit last judged it.
 */
recorded_as: Classification, judged_as: Classification, why: string, 
/**
 * Why it is here, already read against protected details; withheld where a hit stands.
 */
story: string, flags: Array<RoomFlag>, rows: Array<RoomRow>, last_decision: string, open_actions: Array<ActionRowView>, levels: Array<LevelView>, decision: RoomDecisionView | null, proposed: Array<ActionRowView>, state: ItemState, seconds: number, 
/**
 * Texts held back from the room until reworded or released.
 */
held_back: Array<HitView>, };

export type RoomChoices = { agencies: Array<Labelled>, headings: Array<Labelled>, 
/**
 * Stages a case can be sent to, each with the outcomes that send there.
 */
stages: Array<StageChoice>, classes: Array<Labelled>, 
/**
 * Orders of today's law.
 */
orders: Array<Labelled>, };

export type RoomDecisionView = { record: RecordId, outcomes: Array<string>, outcome_labels: Array<string>, reason: string, level: ConcernLevel | null, level_reason: string, dissent: Array<Dissent>, 
/**
 * What the outcomes asked for, in words: "As recorded: harassment. As judged: stalking".
 */
facts: Array<string>, };

export type RoomFlag = { words: string, urgent: boolean, };

export type RoomRow = { agency: Agency, label: string, present: boolean, knows: string, advises: string, said_by: string, 
/**
 * Who typed it, where that is somebody else's name; empty where nothing was typed.
 */
typed_by: string, record: RecordId | null, 
/**
 * "gap", "asked", "nothing_held", "withheld", "said".
 */
standing: string, 
/**
 * "Asked Sun 23:50" and the question, for a gap.
 */
gap_words: string, };

export type RoomScreen = { title: string, 
/**
 * None between two cases.
 */
case: RoomScreenCase | null, 
/**
 * True for the example unit.
 */
sample: boolean, };

export type RoomScreenAction = { 
/**
 * Read against protected details, names replaced.
 */
text: string, owner_label: string, due_words: string, status_label: string, };

export type RoomScreenCase = { place: number, of: number, reference: string, 
/**
 * Letters or initials, never a name.
 */
victim: string, perpetrator: string, perpetrator_label: string, 
/**
 * What the room decided, in the words of its list.
 */
decided: Array<string>, actions: Array<RoomScreenAction>, };

export type Route = "agreement" | "one_off" | "emergency";

export type RowState = "leaves" | "reduced" | "withheld";

export type RowValue = { label: string, text: string, 
/**
 * When it was corrected to this; none for what was recorded first. Earlier wording goes too.
 */
corrected_on: string | null, };

export type SafeAnswer = "yes" | "no" | "unsure";

export type SafeContactBanner = { 
/**
 * Whether contact is allowed at this moment. Not asked, unsure or out of date means no.
 */
contact_allowed: boolean, may_contact: MayContact, 
/**
 * One line, as large as the name: "Do not contact: not asked yet".
 */
words: string, lines: Array<string>, confirmed_on: string | null, out_of_date: boolean, rule: ContactRule | null, rule_record: RecordId | null, };

export type SafeToContact = "yes" | "no" | "unsure" | "not_asked";

export type SafeToHoldPaper = "yes" | "no" | "read_out_only" | "safe_device" | "third_party_keeps";

export type SashFormView = { case: CaseId, reference: string, victim: PersonView | null, perpetrator: PersonView | null, edition: string, 
/**
 * "Demonstration wording, not SASH" where the pack is not the licensed one; empty otherwise.
 */
marking: string, 
/**
 * No pack is loaded: items show their numbers and the program says how to load one.
 */
pack_missing: boolean, pack_sha256: string, credit: string, items: Array<SashItemView>, last: SashRecordView | null, ex_partner_guess: YesNoUnknown, agencies: Array<Labelled>, four: FourCheck | null, urgent_factor_choices: Array<Labelled>, decision_choices: Array<DecisionChoice>, 
/**
 * Stages a case can be sent to, each with the outcomes that send there.
 */
stages: Array<StageChoice>, classes: Array<Labelled>, 
/**
 * As the force recorded it, and as the unit last judged it.
 */
recorded_as: Classification, judged_as: Classification, };

export type SashItemView = { number: string, wording: string, 
/**
 * Asked only where the stalker is a former partner.
 */
ex_partner_only: boolean, };

export type SashRead = { reference: string, marking: string, record: SashRecordView, items: Array<SashItemView>, now: string, };

export type SashRecord = { edition: string, pack_sha256: string, completed_by: MemberId, trained: boolean, trained_on: string | null, signed_at: string, sources: Array<string>, 
/**
 * X items are asked only where the stalker is a former sexual or dating partner; unknown shows them too.
 */
ex_partner_case: YesNoUnknown, items: Array<ItemRecord>, gaps: Array<InformationGap>, level: ConcernLevel, reason: string, next_step: NextStep, supersedes: AssessmentId | null, };

export type SashRecordView = { record: AssessmentId, signed_by: string, body: SashRecord, unknown: number, not_asked: number, superseded: boolean, };

export type SealBundle = { what: ShareWhat, 
/**
 * The preview's token: it was read to its last row.
 */
seen: string | null, necessity: string, victim_told: ToldAnswer | null, 
/**
 * One's own passphrase, typed again.
 */
passphrase: string, second: SecondPerson | null, };

export type SealRecord = { record: RecordId, compartment: string, };

export type SealView = { partner: PartnerId, partner_name: string, 
/**
 * First eight digits of the signing key, as they are read out.
 */
key: string, 
/**
 * "compared by voice on 3 March 2026".
 */
compared: string, sealed_at: string, 
/**
 * Title and version of the agreement; the route in words where there is none.
 */
under: string, purpose: string, 
/**
 * "May not be passed on. May not be printed."
 */
terms: Array<string>, delete_by: string | null, sequence: number, 
/**
 * What is missing before it, or that later ones came first; empty otherwise.
 */
warning: string, };

export type SealedNotes = { compartment_label: string, count: number, 
/**
 * "2 notes held by NHS: ask a colleague there."
 */
words: string, };

export type SecondPerson = { name: string, passphrase: string, };

export type SecondPlace = { folder: string, age: Age, newest_at: string | null, 
/**
 * True where it lies on the disk of the store: such a place goes with the laptop.
 */
same_disk: boolean, };

export type SessionView = { member: MemberView, unit: string, marking: string, sample: boolean, 
/**
 * Commands this member may give; the rest are not shown.
 */
may: Array<string>, now: string, 
/**
 * Said until recovery words exist: "no recovery yet: not for real people".
 */
no_recovery: boolean, settings: Settings, };

export type SetApartView = { from: string, 
/**
 * Why, in words.
 */
why: string, entries: number, at: string, };

export type SetUpChoices = { profiles: Array<ProfileChoice>, agencies: Array<Labelled>, roles: Array<Labelled>, };

export type SetUpUnit = { unit_name: string, 
/**
 * "cheshire", "hampshire" or "london".
 */
pathway: string, reference_prefix: string, marking: string, your_name: string, agency: Agency, role: Role, job: string, passphrase: string, };

export type Settings = { 
/**
 * "light", "dark" or "system".
 */
theme: string, 
/**
 * 100 to 200.
 */
zoom_percent: number, 
/**
 * Single-letter keys on or off (WCAG 2.1.4).
 */
single_keys: boolean, 
/**
 * Width of the room's picture in centimetres, and the farthest seat.
 */
picture_cm: number, farthest_seat_cm: number, 
/**
 * Untouched minutes after which the desk locks, 1 to 15 (security.md K-33).
 */
lock_after_minutes: number, };

export type SettleConflict = { record: RecordId, field: string, entry: RecordId, };

export type SettleCutOff = { sha256: string, found: Found, };

export type ShareAgreementView = { agreement: AgreementId, partner: PartnerId, title: string, partner_name: string, 
/**
 * "In force", "Review overdue by 4 days", "Suspended".
 */
standing: string, 
/**
 * Whether anything can leave under it today.
 */
open: boolean, 
/**
 * Why not, in words; empty where it is open.
 */
why_not: string, signed_on: string | null, ends_on: string | null, purposes: Array<SharingPurpose>, purpose_words: string, categories: Array<Category>, keep_words: string, 
/**
 * How the partner's keys were compared: "checked by voice 3 Mar"; empty where they were not.
 */
key_words: string, };

export type ShareCaseRows = { case: CaseId, reference: string, rows: Array<ShareRow>, leaves: number, reduced: number, withheld: number, };

export type ShareCaseView = { case: CaseId, reference: string, 
/**
 * Why it is covered: "Perpetrator lives there: moving to Eastshire".
 */
words: string, 
/**
 * Whether the agreement covers it.
 */
covered: boolean, };

export type ShareChoices = { 
/**
 * The partner of the agreement chosen; none before one is.
 */
partner: PartnerId | null, agreement: AgreementId | null, };

export type ShareChoicesView = { agreements: Array<ShareAgreementView>, cases: Array<ShareCaseView>, categories: Array<CategoryChoice>, purposes: Array<Labelled>, 
/**
 * Compartments that are open to whoever asks, to be chosen by name.
 */
compartments: Array<Labelled>, 
/**
 * What a partner can have to do with a case.
 */
parts: Array<Labelled>, 
/**
 * What a bundle sealed once, under no agreement, may rest on.
 */
once: OnceChoices, };

export type ShareFooting = { "route": "agreement", agreement: AgreementId, } | { "route": "one_off", bases: Array<Basis>, gateway: Gateway | null, further_processing: string, approver: Approver | null, } | { "route": "emergency", harm: Harm | null, why_not_wait: string, identity_checked: string, advocate_reachable: boolean, approver: Approver | null, };

export type SharePreview = { cases: Array<ShareCaseRows>, 
/**
 * What to send to `seal_bundle` once every row was read. It changes when anything in the preview does.
 */
token: string, 
/**
 * For whom: "Eastshire unit, checked by voice 3 Mar".
 */
recipient: string, second_person: boolean, hits: number, 
/**
 * A late review, an emergency's review, an advocate to be told.
 */
warnings: Array<string>, 
/**
 * The forms whose questions go with what was answered on them: "Case analysis summary, edition 1".
 */
forms: Array<string>, good_until: string, };

export type ShareRow = { state: RowState, 
/**
 * "Victim: name", "Incident".
 */
what: string, 
/**
 * Everything the bundle would hold of it; empty where it stays.
 */
values: Array<RowValue>, 
/**
 * Records of this row: one where it leaves, any number where they stay for the same reason.
 */
records: Array<RecordId>, category: Category, category_label: string, owner_label: string, 
/**
 * The clause, or why it stays.
 */
why: string, 
/**
 * What can be done about it; empty where it leaves.
 */
next: string, 
/**
 * Protected details in its words. Each blocks.
 */
hits: Array<HitView>, 
/**
 * What whoever reads should look at; nothing of it blocks.
 */
warnings: Array<string>, };

export type ShareWhat = { footing: ShareFooting, partner: PartnerId, 
/**
 * The person there who gets it, and their post.
 */
name: string, post: string, purpose: SharingPurpose, cases: Array<CaseId>, categories: Array<Category>, 
/**
 * Records taken out by hand.
 */
left_out: Array<RecordId>, 
/**
 * Compartments chosen by name; without that nothing of one leaves (security.md B-4).
 */
compartments: Array<string>, };

export type SharingChannel = "bundle" | "oral" | "paper";

export type SharingPurpose = "risk_assessment" | "safety_planning" | "investigation" | "offender_management" | "health_intervention" | "evaluation" | "audit";

export type ShowNames = { shown: boolean, };

export type ShutOut = { compartment: string, member: MemberId, };

export type SignSash = { case: CaseId, trained: boolean, trained_on: string | null, sources: Array<string>, ex_partner_case: YesNoUnknown, items: Array<ItemRecord>, gaps: Array<InformationGap>, 
/**
 * Chosen by the signer; there is no default.
 */
level: ConcernLevel, reason: string, next_step: NextStep, supersedes: AssessmentId | null, };

export type Signatory = { name: string, post: string, organisation: string, on: string, 
/**
 * "On paper", "electronic signature of the trust".
 */
how: string, };

export type SourceView = { import: ImportId, partner_name: string, brought_in_at: string, records: Array<RecordId>, under: string, terms: Array<string>, delete_by: string | null, 
/**
 * The sender has to agree before it is passed on.
 */
asks_originator: boolean, 
/**
 * To whom it may be passed on because the sender agreed, who said so and when.
 */
originator_agreed: Array<string>, };

export type StageChoice = { code: string, label: string, 
/**
 * Outcomes that send there.
 */
outcomes: Array<string>, };

export type Standing = "suspected" | "convicted";

export type StartAgreement = { title: string, };

export type StartCas = { case: CaseId, 
/**
 * Trigger code of the form (A. Header).
 */
trigger: string, };

export type StepIn = { name: string, passphrase: string, };

export type SteppedIn = { name: string, 
/**
 * Compartments opened by this.
 */
opened: Array<string>, until: string, };

export type StoreTrouble = "store_missing" | "store_empty_file" | "plain_sqlite" | "foreign_file" | "newer_schema" | "not_brought_up" | "damaged_store" | "slots_damaged" | "keyring_unavailable" | "keyring_locked" | "keyring_missing" | "keyring_changed" | "second_instance" | "read_only_place" | "not_writable" | "shared_place";

export type Stretch = { "of": "both", "words": string } | { "of": "earlier", "words": string } | { "of": "later", "words": string };

export type StrikeOff = { device: string, why: LaptopGone, 
/**
 * From when on what was written on it is not believed.
 */
gone_at: string, };

export type SuggestedPassphrase = { words: string, };

export type TabCounts = { incidents: number, assessments: number, orders: number, people: number, timeline: number, };

export type TakeBundle = { file: string, agreement: AgreementId | null, 
/**
 * A verdict for every case; none is taken for accepted. Empty for a notice.
 */
cases: Array<ArrivingChoice>, conflicts: Array<ConflictChoice>, };

export type TakeContactCard = { 
/**
 * The card's lines; empty where a file was picked.
 */
text: string, 
/**
 * Token of `pick_file`; empty where the text was typed.
 */
file: string, kind: PartyKind, note: string, };

export type TakeOvernightList = { file: string, columns: { [key in string]: string }, date_order: string, 
/**
 * The reader saw this many broken rows and leaves them out; must equal the count.
 */
leave_out_broken: number, };

export type TakeReferral = { referral: Referral, victim: ReferredPerson, 
/**
 * No name means an unknown suspect.
 */
perpetrator: ReferredPerson, standing: Standing, 
/**
 * First words in a list; empty to take the start of "what happened".
 */
headline: string, 
/**
 * For a restricted case: who alone may open it.
 */
restricted?: RestrictTo, };

export type TakenView = { taken: number, already_known: number, left_out: number, cases: Array<CaseRowView>, };

export type TellAgreementView = { agreement: AgreementId, partner: PartnerId, title: string, };

export type TellChoicesView = { case: CaseId, reference: string, 
/**
 * Every record of the case that could be told.
 */
records: Array<TellRecordView>, harms: Array<Labelled>, purposes: Array<Labelled>, kinds: Array<Labelled>, bases: Array<Labelled>, gateways: Array<Labelled>, partners: Array<TellPartnerView>, agreements: Array<TellAgreementView>, categories: Array<Labelled>, 
/**
 * Ways of reaching the victim that the contact rule calls safe.
 */
safe_ways: Array<Channel>, 
/**
 * What the contact rule says today.
 */
safe_words: string, 
/**
 * Second person for everything: the case is restricted.
 */
restricted: boolean, };

export type TellFooting = { "route": "agreement", agreement: AgreementId, } | { "route": "one_off", bases: Array<Basis>, gateway: Gateway | null, further_processing: string, } | { "route": "emergency", harm: Harm | null, why_not_wait: string, advocate_reachable: boolean, };

export type TellPartnerView = { partner: PartnerId, name: string, kind: PartyKind, };

export type TellRecordView = { record: RecordId, what: string, category: Category, category_label: string, owner_label: string, 
/**
 * Why it cannot be told in an emergency, whatever is filled in; empty where it can.
 */
never: string, 
/**
 * Of a category that its owner releases record by record.
 */
sealed: boolean, 
/**
 * In a compartment: a second person looks at it too.
 */
walled: boolean, };

export type TellVictim = { disclosure: DisclosureId, told: ToldAnswer, };

export type TextChecked = { hits: Array<HitView>, };

export type TimelineFilter = "all" | "incidents" | "decisions" | "contact";

export type TimelineLine = { record: RecordId, at: string, at_words: string, 
/**
 * Record kind code.
 */
kind: string, kind_label: string, text: string, from: string, severity: number | null, evidence: string, };

export type TimelineView = { lines: Array<TimelineLine>, more: boolean, };

export type ToWhom = { 
/**
 * The partner unit's card; its name and kind stand in for those below.
 */
partner: PartnerId | null, kind: PartyKind, addressee: Addressee, name: string, post: string, organisation: string, 
/**
 * How their identity was checked.
 */
identity_checked: string, };

export type TodayView = { now: string, day: string, meeting: NextMeetingView | null, since_words: string, new_cases: Array<CaseRowView>, new_total: number, 
/**
 * Referrals nobody has screened yet.
 */
awaiting_screening: number, 
/**
 * Restricted cases open to whoever asks. The meeting does not hear them: their members do.
 */
restricted: Array<CaseRowView>, waiting: Array<WaitingView>, alerts: Array<AlertView>, 
/**
 * Agreements to review, ending or overdue; none for whoever may not read the register.
 */
agreements: Array<AgreementDueView>, actions: Array<ActionRowView>, 
/**
 * Emergencies that wait for the chair's review; empty for everybody else.
 */
reviews: Array<ReviewDueView>, 
/**
 * Victim contact that went while no advocate could be reached; an advocate's alone.
 */
contact_went: Array<ContactWentView>, 
/**
 * Sealed files whose saving was cut off; only for whoever may share.
 */
cut_off: Array<CutOffView>, 
/**
 * New referrals that may be about somebody named in a closed record the reader may open; for their eyes alone.
 */
closed_matches: Array<ClosedMatch>, 
/**
 * Things that need the reader before the meeting, in one sentence.
 */
greeting: string, };

export type ToldAnswer = { "told": "told", channel: Channel, on: string, } | { "told": "not_safe_to_tell", why: string, } | { "told": "not_yet", why: string, };

export type TypeContribution = { meeting: MeetingId, case: CaseId, agency: Agency, knows: string, advises: string, said_by: string, };

export type UndoDecision = { meeting: MeetingId, case: CaseId, };

export type UndoImport = { import: ImportId, why: string, };

export type UnitView = { name: string, pathway: string, pathway_name: string, 
/**
 * True for the example's mixed profile.
 */
composite: boolean, marking: string, reference_prefix: string, members: Array<MemberView>, packs: Array<PackView>, 
/**
 * Agencies a new member may be of: those the area profile names, then "other".
 */
agencies: Array<Labelled>, recovery_words: string, store_bytes: number, cases: number, };

export type Unlock = { name: string, passphrase: string, };

export type UrgentAction = { text: string, owner_agency: Agency, owner_person: string, };

export type UrgentNow = { case: CaseId, reason: string, actions: Array<UrgentAction>, };

export type VictimPage = { 
/**
 * Discreet: nothing that tells a finder what the page is.
 */
title: string, 
/**
 * Working name, and the safe ways and times to reach the advocate.
 */
my_advocate: string, at_home: string, work_and_travel: string, phone_and_accounts: string, 
/**
 * Children and school, never the school's name.
 */
children: string, 
/**
 * As the victim calls them.
 */
people_i_trust: string, 
/**
 * What orders exist and what counts as a breach, in public terms only.
 */
orders: string, my_wishes: string, 
/**
 * Support lines: "name: number", one on a line.
 */
lines_to_ring: string, 
/**
 * The page has a short life.
 */
look_again_on: string | null, };

export type VictimPlanAnswer = { "asked": "safe_to_hold", answer: SafeToHoldPaper, on: string, } | { "asked": "would_help_them", yes: boolean, } | { "asked": "victim_agrees", yes: boolean, };

export type VictimPlanBlocker = { field: string, words: string, };

export type VictimPlanCopy = { copy: number, holder: string, printed_at: string, 
/**
 * "Returned", "Shredded", "Lost"; empty while its holder has it.
 */
fate_label: string, };

export type VictimPlanView = { case: CaseId, reference: string, 
/**
 * False until somebody wrote a word: nothing is kept before.
 */
begun: boolean, page: VictimPage, safe_to_hold: SafeToHoldPaper | null, asked_on: string | null, 
/**
 * Answers to the words as they stand now; none where the page was changed since.
 */
would_help_them: boolean | null, victim_agrees: boolean | null, 
/**
 * What stands in the way of printing.
 */
blockers: Array<VictimPlanBlocker>, 
/**
 * Protected details that its texts name.
 */
hits: Array<HitView>, paper_answers: Array<Labelled>, copies: Array<VictimPlanCopy>, };

export type VoidCas = { cas: CasId, reason: string, };

export type WaitingBundles = { 
/**
 * Each as a token of `pick_file`.
 */
files: Array<string>, };

export type WaitingView = { agency: Agency, label: string, unanswered: number, 
/**
 * "N-26-0149, asked 6 days ago"; empty when none.
 */
oldest: string, };

export type WallsView = { compartments: Array<CompartmentView>, 
/**
 * Grants to oneself that nobody who may has signed; they were passed over. Tell the auditor.
 */
forged: number, };

export type When = { 
/**
 * The best single moment, used for ordering.
 */
at: string, 
/**
 * How exactly it is known.
 */
precision: Precision, 
/**
 * The words it was given in, where they say more ("about 3 weeks ago"); empty otherwise.
 */
words: string, };

export type WhichAgreement = { agreement: AgreementId, };

export type WhichCas = { cas: CasId, };

export type WhichCase = { case: CaseId, };

export type WhichCompartment = { compartment: string, };

export type WhichDisclosure = { disclosure: DisclosureId, };

export type WhichDisclosures = "everything" | "disclosed" | "declined" | "to_review" | "victim_not_told";

export type WhichDraft = { form: string, subject: RecordId | null, };

export type WhichImport = { import: ImportId, };

export type WhichItem = { meeting: MeetingId, case: CaseId, };

export type WhichMeeting = { meeting: MeetingId, };

export type WhichPaper = { "paper": "cas", cas: CasId, } | { "paper": "cas_summary", cas: CasId, } | { "paper": "sash_record", record: AssessmentId, } | { "paper": "action_list", agencies: Array<Agency>, } | { "paper": "advice_note", case: CaseId, } | { "paper": "minutes_for_agency", meeting: MeetingId, agency: Agency, } | { "paper": "pre_meeting_pack" } | { "paper": "plan_changes", earlier: PlanId, later: PlanId, } | { "paper": "plan_annex", case: CaseId, which: AnnexKind, } | { "paper": "recall_list", case: CaseId, } | { "paper": "disclosure_record", disclosure: DisclosureId, } | { "paper": "disclosure_report", from: string, until: string, } | { "paper": "plan_for_agency", plan: PlanId, } | { "paper": "diary_sheet", rows: number, language?: PaperLanguage, };

export type WhichRecord = { record: RecordId, };

export type WhichSaved = { number: number, };

export type WhoReceived = { case: CaseId, 
/**
 * Only what held this record.
 */
record: RecordId | null, };

export type WhoReceivedView = { received: Array<ReceivedView>, };

export type WhoToRing = { what: string, number: string, who: string, };

export type WithContact = { details: Array<ContactItem>, 
/**
 * Why this reader has to have them.
 */
reason: string, 
/**
 * What the second look answered; empty asks for that look.
 */
seen?: string, };

export type WithdrawBundle = { disclosure: DisclosureId, 
/**
 * Why; the partner reads it.
 */
words: string, passphrase: string, };

export type Witness = "consistent" | "store_is_older" | "history_differs" | "other_store";

export type WitnessView = { witness: Witness, 
/**
 * Acts the witness saw, and acts there are.
 */
seen: number, held: number, };

export type WriteAgreement = { agreement: AgreementId, terms: AgreementTerms, };

export type WriteAnnex = { case: CaseId, which: AnnexKind, text: string, 
/**
 * Why it may be told, or the handling code and conditions.
 */
terms: string, 
/**
 * Agencies besides its own whose people may hold a copy.
 */
told: Array<Agency>, };

export type WriteCasCell = { cas: CasId, row: string, agency: Agency, kind: CellKind, text: string, said_by: string, };

export type WriteNote = { case: CaseId, compartment: string, text: string, };

export type WritePlan = { plan: PlanId, part: PlanPart, };

export type WriteVictimPlan = { case: CaseId, page: VictimPage, };

export type YesNoUnknown = "yes" | "no" | "unknown";

/** Every command, its question and its answer. */
export interface Commands {
  look_at_door: { ask: Nothing; answer: DoorView };
  set_up_choices: { ask: Nothing; answer: SetUpChoices };
  suggest_passphrase: { ask: Nothing; answer: SuggestedPassphrase };
  set_up_unit: { ask: SetUpUnit; answer: SessionView };
  try_example: { ask: Nothing; answer: DoorView };
  open_other_example: { ask: Nothing; answer: DoorView };
  unlock: { ask: Unlock; answer: SessionView };
  recover_store: { ask: RecoverStore; answer: SessionView };
  step_in: { ask: StepIn; answer: SteppedIn };
  step_out: { ask: Nothing; answer: Nothing };
  lock: { ask: Nothing; answer: DoorView };
  backups_at_door: { ask: BackupsAtDoor; answer: RestorableView };
  restore_at_door: { ask: RestoreAtDoor; answer: RestoredView };
  adopt_at_door: { ask: AdoptAtDoor; answer: DoorView };
  joining: { ask: Nothing; answer: JoiningView };
  ask_to_join: { ask: Nothing; answer: JoiningView };
  pick_invitation: { ask: Nothing; answer: JoiningView };
  join_unit: { ask: JoinUnit; answer: SessionView };
  copy_for_support: { ask: Nothing; answer: CopiedForSupport };
  who_am_i: { ask: Nothing; answer: SessionView };
  keep_settings: { ask: Settings; answer: Settings };
  unit: { ask: Nothing; answer: UnitView };
  add_member: { ask: AddMember; answer: Recorded };
  end_member: { ask: EndMember; answer: Recorded };
  change_passphrase: { ask: ChangePassphrase; answer: Nothing };
  make_recovery_words: { ask: Nothing; answer: RecoverySheets };
  confirm_recovery_words: { ask: ConfirmRecoveryWords; answer: RecoveryState };
  drill_recovery: { ask: DrillRecovery; answer: RecoveryState };
  recovery_state: { ask: Nothing; answer: RecoveryState };
  recovery_of_compartments: { ask: Nothing; answer: CompartmentsView };
  make_recovery_of_compartment: { ask: WhichCompartment; answer: CompartmentSheet };
  confirm_recovery_of_compartment: { ask: CompartmentWords; answer: CompartmentsView };
  drill_recovery_of_compartment: { ask: CompartmentWords; answer: CompartmentsView };
  recover_compartment: { ask: CompartmentWords; answer: CompartmentsView };
  walls: { ask: Nothing; answer: WallsView };
  let_in: { ask: LetIn; answer: WallsView };
  shut_out: { ask: ShutOut; answer: WallsView };
  write_note: { ask: WriteNote; answer: Recorded };
  seal_record: { ask: SealRecord; answer: Recorded };
  restrict_case: { ask: RestrictCase; answer: CaseRestricted };
  notes: { ask: WhichCase; answer: NotesView };
  laptops: { ask: Nothing; answer: LaptopsView };
  look_at_laptops_folder: { ask: Nothing; answer: ExchangeView };
  exchange_laptops: { ask: Nothing; answer: ExchangeView };
  enrol_laptop: { ask: EnrolLaptop; answer: LaptopEnrolled };
  hand_on_keys: { ask: HandOn; answer: LaptopsView };
  come_in_here: { ask: ComeIn; answer: LaptopsView };
  strike_laptop_off: { ask: StrikeOff; answer: LaptopsView };
  load_pack: { ask: LoadPack; answer: PackView };
  pick_file: { ask: PickFile; answer: PickedFile };
  keep_draft: { ask: KeepDraft; answer: DraftView };
  draft: { ask: WhichDraft; answer: DraftView };
  drop_draft: { ask: WhichDraft; answer: Nothing };
  backups: { ask: Nothing; answer: BackupsView };
  back_up: { ask: Nothing; answer: BackupsView };
  choose_second_place: { ask: Nothing; answer: BackupsView };
  drill_backup: { ask: Nothing; answer: BackupsView };
  history: { ask: WhichRecord; answer: HistoryView };
  check_chains: { ask: Nothing; answer: ChainsView };
  read_log: { ask: ReadLog; answer: LogView };
  review_log: { ask: ReviewLog; answer: LogReview };
  verify_log: { ask: Nothing; answer: LogVerified };
  log_checkpoint: { ask: Nothing; answer: CheckpointView };
  compare_witness: { ask: CompareWitness; answer: WitnessView };
  log_state: { ask: Nothing; answer: LogState };
  declare_restore: { ask: DeclareRestore; answer: LogState };
  go_on_with_damage: { ask: GoOnWithDamage; answer: LogState };
  today: { ask: Nothing; answer: TodayView };
  actions: { ask: ListActions; answer: ActionsView };
  find: { ask: Find; answer: FindView };
  close_find: { ask: CloseFind; answer: Nothing };
  cases: { ask: ListCases; answer: CaseListView };
  open_case: { ask: WhichCase; answer: CaseView };
  case: { ask: WhichCase; answer: CaseView };
  timeline: { ask: ReadTimeline; answer: TimelineView };
  reveal_contact: { ask: RevealContact; answer: RevealedContact };
  codes: { ask: Nothing; answer: CodesView };
  record_incident: { ask: RecordIncident; answer: Recorded };
  correct_record: { ask: CorrectRecord; answer: Recorded };
  record_order: { ask: RecordOrder; answer: Recorded };
  record_event: { ask: RecordEvent; answer: Recorded };
  add_person: { ask: AddPerson; answer: Recorded };
  add_known_detail: { ask: AddKnownDetail; answer: Recorded };
  record_contact: { ask: RecordContact; answer: Recorded };
  record_safe_contact: { ask: RecordSafeContact; answer: Recorded };
  doubt_safe_contact: { ask: DoubtSafeContact; answer: Recorded };
  confirm_safe_contact: { ask: ConfirmSafeContact; answer: Recorded };
  propose_action: { ask: ProposeAction; answer: Recorded };
  move_action: { ask: MoveAction; answer: Recorded };
  bring_to_meeting: { ask: BringToMeeting; answer: Recorded };
  urgent_now: { ask: UrgentNow; answer: Recorded };
  check_text: { ask: CheckText; answer: TextChecked };
  release_hit: { ask: ReleaseHit; answer: Recorded };
  referrals: { ask: Nothing; answer: ReferralsView };
  read_overnight_list: { ask: ReadOvernightList; answer: DryRunView };
  take_overnight_list: { ask: TakeOvernightList; answer: TakenView };
  take_referral: { ask: TakeReferral; answer: CaseOpened };
  ask_agencies: { ask: WhichCase; answer: AgenciesAsked };
  record_reply: { ask: RecordReply; answer: Recorded };
  record_four_check: { ask: RecordFourCheck; answer: Recorded };
  sash_form: { ask: WhichCase; answer: SashFormView };
  read_sash: { ask: WhichRecord; answer: SashRead };
  sign_sash: { ask: SignSash; answer: Recorded };
  decide_screening: { ask: DecideScreening; answer: Recorded };
  record_advice: { ask: RecordAdvice; answer: Recorded };
  open_bundle: { ask: OpenBundle; answer: BundleOpened };
  take_bundle: { ask: TakeBundle; answer: BundleTaken };
  waiting_bundles: { ask: Nothing; answer: WaitingBundles };
  imports: { ask: Nothing; answer: ImportsView };
  undo_import: { ask: UndoImport; answer: Recorded };
  bring_back_import: { ask: WhichImport; answer: Recorded };
  seal_receipt: { ask: WhichImport; answer: ReceiptSaved };
  seal_opened_receipt: { ask: OpenBundle; answer: ReceiptSaved };
  note_originator_agreed: { ask: NoteOriginatorAgreed; answer: Recorded };
  conflicts: { ask: ListConflicts; answer: ConflictsView };
  settle_conflict: { ask: SettleConflict; answer: Recorded };
  meetings: { ask: Nothing; answer: MeetingsView };
  agenda: { ask: Nothing; answer: AgendaView };
  open_meeting: { ask: OpenMeeting; answer: AgendaView };
  record_attendance: { ask: RecordAttendance; answer: AgendaView };
  go_on_without_quorum: { ask: GoOnWithoutQuorum; answer: AgendaView };
  room_case: { ask: WhichItem; answer: RoomCaseView };
  room_choices: { ask: Nothing; answer: RoomChoices };
  type_contribution: { ask: TypeContribution; answer: ContributionKept };
  record_decision: { ask: RecordDecision; answer: DecisionRecorded };
  undo_decision: { ask: UndoDecision; answer: AgendaView };
  advice_to_action: { ask: AdviceToAction; answer: Recorded };
  move_item: { ask: MoveItem; answer: AgendaView };
  add_late_case: { ask: AddLateCase; answer: AgendaView };
  keep_reflection: { ask: KeepReflection; answer: AgendaView };
  show_names: { ask: ShowNames; answer: AgendaView };
  project: { ask: Project; answer: Projecting };
  room_screen: { ask: Nothing; answer: RoomScreen };
  end_meeting: { ask: EndMeeting; answer: MinutesView };
  minutes: { ask: WhichMeeting; answer: MinutesView };
  add_to_minutes: { ask: AddToMinutes; answer: Recorded };
  cas_list: { ask: WhichCase; answer: CasListView };
  start_cas: { ask: StartCas; answer: CasView };
  cas: { ask: WhichCas; answer: CasView };
  answer_cas: { ask: AnswerCas; answer: CasView };
  write_cas_cell: { ask: WriteCasCell; answer: CasView };
  record_dissent: { ask: RecordDissent; answer: CasView };
  agree_cas: { ask: WhichCas; answer: CasView };
  void_cas: { ask: VoidCas; answer: CasView };
  add_addendum: { ask: AddAddendum; answer: CasView };
  plan: { ask: WhichCase; answer: PlanPage };
  preview_plan: { ask: PreviewPlan; answer: PaperPreview };
  compare_plans: { ask: ComparePlans; answer: PlanComparison };
  plan_annexes: { ask: WhichCase; answer: AnnexesView };
  write_annex: { ask: WriteAnnex; answer: AnnexesView };
  start_plan: { ask: WhichCase; answer: PlanPage };
  write_plan: { ask: WritePlan; answer: PlanPage };
  victim_plan: { ask: WhichCase; answer: VictimPlanView };
  write_victim_plan: { ask: WriteVictimPlan; answer: VictimPlanView };
  answer_victim_plan: { ask: AnswerVictimPlan; answer: VictimPlanView };
  print_victim_plan: { ask: PrintVictimPlan; answer: PaperSaved };
  agree_plan: { ask: AgreePlan; answer: PlanPage };
  printers: { ask: Nothing; answer: PrintersView };
  preview_paper: { ask: PaperAsked; answer: PaperPreview };
  print_plan: { ask: PrintPlan; answer: PaperSaved };
  plan_contact_choices: { ask: AskContactChoices; answer: ContactChoices };
  reveal_plan_details: { ask: PrintPlan; answer: PlanWithDetails };
  print_agenda: { ask: PrintAgenda; answer: PaperSaved };
  print_minutes: { ask: PrintMinutes; answer: PaperSaved };
  check_page: { ask: CheckPage; answer: PageChecked };
  list_copies: { ask: ListCopies; answer: CopiesView };
  end_copy: { ask: EndCopy; answer: CopiesView };
  print_recovery_blank: { ask: PrintRecoveryBlank; answer: PaperSaved };
  print_log: { ask: PrintLog; answer: PaperSaved };
  print_plans: { ask: PrintPlans; answer: PlansPrinted };
  delete_saved: { ask: WhichSaved; answer: PaperDeleted };
  open_saved: { ask: WhichSaved; answer: Nothing };
  print_paper: { ask: PrintPaper; answer: PaperSaved };
  agreements: { ask: Nothing; answer: AgreementsView };
  agreement: { ask: WhichAgreement; answer: AgreementView };
  start_agreement: { ask: StartAgreement; answer: AgreementView };
  write_agreement: { ask: WriteAgreement; answer: AgreementView };
  sign_agreement: { ask: WhichAgreement; answer: AgreementView };
  suspend_agreement: { ask: EndAgreement; answer: AgreementView };
  resume_agreement: { ask: WhichAgreement; answer: AgreementView };
  revoke_agreement: { ask: EndAgreement; answer: AgreementView };
  review_agreement: { ask: ReviewAgreement; answer: AgreementView };
  new_agreement_version: { ask: WhichAgreement; answer: AgreementView };
  keep_signed_document: { ask: KeepDocument; answer: AgreementView };
  save_signed_document: { ask: WhichAgreement; answer: DocumentSaved };
  print_agreement: { ask: PrintAgreement; answer: PaperSaved };
  share_choices: { ask: ShareChoices; answer: ShareChoicesView };
  share_preview: { ask: ShareWhat; answer: SharePreview };
  seal_bundle: { ask: SealBundle; answer: BundleSealed };
  notify_correction: { ask: NotifyCorrection; answer: BundleSealed };
  withdraw_bundle: { ask: WithdrawBundle; answer: BundleSealed };
  settle_cut_off: { ask: SettleCutOff; answer: Nothing };
  hold_item: { ask: HoldItem; answer: Recorded };
  lift_hold: { ask: LiftHold; answer: Recorded };
  release_item: { ask: ReleaseItem; answer: Recorded };
  withdraw_release: { ask: LiftHold; answer: Recorded };
  link_partner: { ask: LinkPartner; answer: Recorded };
  who_received: { ask: WhoReceived; answer: WhoReceivedView };
  partners: { ask: Nothing; answer: PartnersView };
  make_exchange_keys: { ask: Nothing; answer: PartnersView };
  renew_exchange_keys: { ask: Nothing; answer: PartnersView };
  save_contact_card: { ask: Nothing; answer: CardSaved };
  take_contact_card: { ask: TakeContactCard; answer: CardTaken };
  compare_partner: { ask: ComparePartner; answer: PartnersView };
  correct_partner: { ask: CorrectPartner; answer: PartnersView };
  tell_choices: { ask: WhichCase; answer: TellChoicesView };
  record_disclosure: { ask: RecordDisclosure; answer: DisclosureRecorded };
  decline_disclosure: { ask: DeclineDisclosure; answer: Recorded };
  disclosures: { ask: ListDisclosures; answer: DisclosuresView };
  review_disclosure: { ask: ReviewDisclosure; answer: Recorded };
  tell_victim: { ask: TellVictim; answer: Recorded };
  note_contact_went: { ask: WhichDisclosure; answer: Recorded };
}
