/** What a browser knows of a night. Votes are nobody's business but their own: no type here carries another's. */
import type { NightConstraints, NightPhase } from '../../db/schema/nights.ts';
import type { TitleSummary } from '../catalog/summary.ts';
import type { GroupRule } from '../recommender/group/rules.ts';

export type { NightConstraints, NightPhase };
export type Round = 'deck' | 'final';

export type NightMember = {
  readonly id: string;
  readonly name: string;
  readonly attendance: 'asked' | 'in' | 'out';
  readonly isHost: boolean;
  readonly isGuest: boolean;
  /** Votes at the host's phone. */
  readonly atHostsPhone: boolean;
  readonly isYou: boolean;
};

export type NightCard = {
  readonly title: TitleSummary;
  /** Why it may be something for the one who looks; null where nothing of theirs spoke for it. */
  readonly words: string | null;
};

/** Never who: only how many. */
export type NightProgress = {
  readonly members: number;
  readonly done: number;
  /** Answers given, of all that this round asks for. */
  readonly answered: number;
  readonly of: number;
};

export type NightResult = {
  readonly title: TitleSummary;
  readonly decidedBy: 'agreement' | 'last-round' | 'host';
  /** One for each member whose taste spoke and may be told to the one who looks. */
  readonly reasons: readonly { readonly memberId: string; readonly name: string; readonly words: string }[];
  /** What the viewer said for their diary; null as long as they have not. */
  readonly watched: boolean | null;
};

export type Answers = Readonly<Record<number, boolean>>;

export type NightView = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly phase: NightPhase;
  readonly rule: GroupRule;
  readonly constraints: NightConstraints;
  readonly hotSeat: boolean;
  /** Of the topic `night:ID` when this was read. */
  readonly version: number;
  readonly isHost: boolean;
  readonly members: readonly NightMember[];
  /** The frozen deck, or the three of the last round; empty while people gather. */
  readonly cards: readonly NightCard[];
  readonly round: Round;
  readonly progress: NightProgress;
  /** The viewer's own answers of this round by member id: their own, and at the host's phone those of the others there. */
  readonly answers: Readonly<Record<string, Answers>>;
  readonly result: NightResult | null;
  /** How much each counts where the rule is `proportional`; else empty: everybody counts the same. */
  readonly weights: readonly NightWeight[];
};

export type NightWeight = {
  readonly memberId: string;
  /** 1 is as much as everybody on average. */
  readonly weight: number;
  /** "counts more tonight: the last nights were less to their taste" */
  readonly words: string;
};

/** What `POST /api/nights/[nightId]/votes` takes: any number at once, in any order, as often as the network likes. */
export type VoteMessage = {
  readonly memberId: string;
  readonly titleId: number;
  readonly round: Round;
  /** Null takes an answer back. */
  readonly answer: boolean | null;
  /** Rises with everything a member says; an older message never overwrites a newer one. */
  readonly turn: number;
};

/**
 * `recorded`: this word, or a later one of the same member on the same title, is kept. `over`: that round has ended.
 * `unknown`: no such title or member here, or not theirs to vote for. None of the three needs to be sent again.
 */
export type VoteOutcome = 'recorded' | 'over' | 'unknown';

/** What became of a batch, vote by vote in its order, and how the night stands after it. */
export type VotesAnswer = {
  readonly outcomes: readonly VoteOutcome[];
  readonly phase: NightPhase;
  readonly version: number;
  readonly progress: NightProgress;
};

/** One line of the list of nights. */
export type NightSummary = {
  readonly id: string;
  readonly name: string;
  readonly phase: NightPhase;
  readonly isHost: boolean;
  readonly attendance: 'asked' | 'in' | 'out';
  /** Of whoever is asked or there, the viewer left out. */
  readonly others: readonly string[];
  readonly createdAt: string;
  readonly endedAt: string | null;
  readonly title: TitleSummary | null;
  /** What the viewer said for their diary; null as long as they have not, or where there is nothing to say. */
  readonly watched: boolean | null;
  /** Decided, the viewer was there, and has not said yet whether it was watched. */
  readonly toConfirm: boolean;
};

export type NightList = { readonly running: readonly NightSummary[]; readonly past: readonly NightSummary[] };

/** People who often watch together. Whoever is no friend any more is not in it. */
export type NightGroup = {
  readonly id: string;
  readonly name: string;
  readonly members: readonly { readonly id: string; readonly handle: string; readonly name: string }[];
};

export type ConstraintName = keyof NightConstraints;

/** How many titles there are for a night, and, where they are too few, what each constraint alone costs. */
export type NightCheck = {
  readonly available: number;
  readonly enough: boolean;
  /** Best first; empty where there is enough. */
  readonly drop: readonly { readonly constraint: ConstraintName; readonly gives: number }[];
};

/** News of the topic `night:ID`; anything else that changes comes without news, and is read again. */
export type NightNews = { readonly progress: NightProgress };
