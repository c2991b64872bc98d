import type { Facet, TitleFacts } from './types.ts';

/** Every tunable number of the pipeline, typed. A variant under test is a partial policy. */
export type Policy = {
  readonly encoder: {
    /** Signals at which a person's own history counts half. */
    readonly ownHalf: number;
    /**
     * [own titles, share of friends beside own history]: learned on LastFM, where people have 13 friends (`npm run
     * evaluate -- --data social:DIR --model social-filter`; FilmTrust, with two each, learns a third of it).
     */
    readonly friendShares: readonly (readonly [titles: number, share: number])[];
    /** Sum of friend weights at which friends get half of that share. */
    readonly friendsHalf: number;
    /** What chosen genres, languages, moods and the like take of the rest. */
    readonly choices: number;
    /** How loud a choice is beside the others. */
    readonly choiceStrength: Readonly<Record<Facet, number>>;
    /** Signals that a followed person counts as beside a long history, and the least share of own signals. */
    readonly followed: number;
    readonly followedLeast: number;
    /** A friend's weight before agreement is known. */
    readonly unknownAgreement: number;
    /** Cosine of two tastes at which a friend does not count at all, and at which they count fully. */
    readonly agreementNone: number;
    readonly agreementFull: number;
    /** Own signals from which the cosine counts fully. */
    readonly agreementFrom: number;
    /** Signals from which a title counts as liked or disliked when titles that both know are compared. */
    readonly opinionFrom: number;
    /**
     * Share of the titles both know on which they agree, at which a friend does not count at all, and fully. Of 544 people
     * of MovieLens, those who agreed on less than six in ten made each other's lists worse, all others better.
     */
    readonly agreedNone: number;
    readonly agreedFull: number;
    /** Titles both know at which these count as much as the cosine. */
    readonly agreedHalf: number;
    /** Strongest titles of a chosen genre or language that stand for it. */
    readonly choiceTitles: number;
    /**
     * Share of the trained weight of the average liked title. 1 is the best guess for a stranger, and gives everyone
     * with three titles nearly the same feed; below, a short history is heard over the crowd. Fitted, as `novelty` and
     * `content` are, on 241 people of MovieLens under floors of coverage and variety (`--study policy`).
     */
    readonly population: number;
    /** Newest signals of one person that are read. */
    readonly historyLimit: number;
  };
  readonly candidates: {
    /** Candidates that are ranked. */
    readonly most: number;
    /** Milliseconds a source may take before it is left out. */
    readonly budgetMs: number;
    /** The most that each source brings. */
    readonly nearest: number;
    readonly coWatched: number;
    readonly content: number;
    readonly friendsWatched: number;
    readonly fresh: number;
    readonly trending: number;
    readonly byChoice: number;
    readonly byGenre: number;
    readonly pool: number;
    readonly popular: number;
  };
  readonly ranker: {
    /**
     * How much of the learned ranker is heard for someone wholly known, 0 to 1: of what the order of their likes brings, and of
     * all else that it knows better than the link predictor. The rest speaks for the crowd's favourites of the graph.
     */
    readonly order: number;
    readonly learned: number;
    /** Logits added per unit of prior for the share of the taste that is unknown. */
    readonly population: number;
    /** Logits taken per unit of prior for the share of the taste that is known: the crowd's favourites find people anyway. */
    readonly novelty: number;
    /** Logits for a language that all of the history is in, and hardly anything of the catalogue. */
    readonly language: number;
    /** Logits for sharing every feature with everything in the history: what places titles the graph has never seen. */
    readonly content: number;
    /** Logits a friend's endorsement adds, times the friend's weight, for someone of whom nothing is known … */
    readonly endorsement: number;
    /** … and the share of it that is left for someone wholly known. */
    readonly endorsementLeft: number;
    /** Logits for fitting everything the viewer said of their taste, times the square of what choices count for: who fits two comes before who fits one. */
    readonly fits: number;
    /** Logits taken for what is not wanted, where too little would remain to drop it. */
    readonly unwanted: number;
    /** Logits taken for "less of this genre" and "less of this person". */
    readonly dismissedFacet: number;
    /** Logits added to a title that was added to the instance today, halving weekly. */
    readonly freshness: number;
    /** Logits taken each time a title was shown lately and left alone, four times at most. */
    readonly fatigue: number;
  };
  readonly slate: {
    /** Logits taken for full similarity to a title already chosen. */
    readonly diversity: number;
    /** What shared genres are of that similarity; the rest is the cosine of the vectors. */
    readonly sameGenres: number;
    /** Titles by one maker in ten. */
    readonly perMaker: number;
    /** Titles in ten that one friend loved, and that any friend loved. */
    readonly perFriend: number;
    readonly allFriends: number;
    /** Share of the slate that is left to the kind that the viewer watches less: films for lovers of series. */
    readonly otherKind: number;
    /** Share that a kind may have beyond its share of the history. */
    readonly kindSlack: number;
    /** Signals at which the history's kinds count half, and that the kind preferred this week counts as. */
    readonly kindHalf: number;
    readonly kindOfWeek: number;
    /** Logits taken per unit of licence cost when the slate is composed. 0: relevance alone decides. */
    readonly licenceCost: number;
    readonly licenceCosts: Readonly<Record<TitleFacts['licence'], number>>;
    /** One slot in so many is drawn at random from just below the slate; 0 draws none. */
    readonly exploreEvery: number;
    /** How many candidates below the slate may be drawn. */
    readonly exploreDepth: number;
    /** Slates of the last week with it, untouched, from which a title is drawn no more … */
    readonly exploreShown: number;
    /** … and from which it rests until fewer are left in that week. */
    readonly restAfter: number;
    /** Stronger titles that one must have passed for the slate to say so. */
    readonly liftFrom: number;
  };
  /** What the viewer's own dial changes; `balanced` changes nothing. */
  readonly variety: Readonly<Record<'familiar' | 'surprising', VarietyChange>>;
  readonly features: {
    /** Days of which recent titles and top genres speak, and how many of each. */
    readonly recentDays: number;
    readonly recentTitles: number;
    readonly topGenres: number;
    readonly languages: number;
    /** A kind or a language is preferred from this share of the liking, and from so many liked titles. */
    readonly preferredFrom: number;
    readonly preferredAfter: number;
    /** Two acts further apart than this belong to two sessions; days of which sessions speak. */
    readonly sessionGapMinutes: number;
    readonly sessionDays: number;
    /** Share of the running time from which a title counts as seen to the end. */
    readonly finishedFrom: number;
    /** A viewer's features are computed anew after so many minutes if something happened, and after so many anyway. */
    readonly staleMinutes: number;
    readonly oldestMinutes: number;
  };
  readonly trending: {
    /** Views count for so long, and half after so long. */
    readonly windowMinutes: number;
    readonly halfLifeMinutes: number;
    /** Like ratio and completion of an average title, and how many people's word it is worth. */
    readonly likeRatio: number;
    readonly completionRate: number;
    readonly strength: number;
    readonly most: number;
  };
  readonly reading: {
    /** Milliseconds after which a reading that only enriches is left out. */
    readonly enriching: number;
    /** Milliseconds after which the feature store is not waited for; it should take a tenth of that. */
    readonly features: number;
  };
};

type VarietyChange = Pick<Policy['slate'], 'diversity' | 'otherKind' | 'exploreEvery'> &
  Pick<Policy['ranker'], 'novelty'>;

export type Variety = keyof Policy['variety'] | 'balanced';

export const defaultPolicy: Policy = {
  encoder: {
    ownHalf: 2,
    friendShares: [
      [0, 1],
      [1, 0.56],
      [2, 0.47],
      [3, 0.41],
      [5, 0.35],
      [31, 0.075],
    ],
    friendsHalf: 1,
    choices: 0.8,
    choiceStrength: {
      genre: 1,
      language: 1,
      decade: 0.7,
      kind: 0.5,
      keyword: 1,
      mood: 1,
      person: 1.5,
      title: 1.5,
    },
    followed: 3,
    followedLeast: 0.08,
    unknownAgreement: 0.6,
    agreementNone: -0.2,
    agreementFull: 0.4,
    agreementFrom: 12,
    opinionFrom: 0.3,
    agreedNone: 0.6,
    agreedFull: 0.85,
    agreedHalf: 4,
    choiceTitles: 30,
    population: 0.15,
    historyLimit: 500,
  },
  candidates: {
    most: 500,
    budgetMs: 50,
    nearest: 240,
    coWatched: 100,
    content: 60,
    friendsWatched: 40,
    fresh: 20,
    trending: 20,
    byChoice: 60,
    byGenre: 60,
    pool: 80,
    popular: 60,
  },
  ranker: {
    order: 1,
    learned: 0.3,
    population: 0.35,
    novelty: 0.25,
    language: 0.8,
    content: 2.75,
    endorsement: 4.2,
    endorsementLeft: 0.35,
    fits: 8,
    unwanted: 6,
    dismissedFacet: 1,
    freshness: 0.3,
    fatigue: 0.12,
  },
  slate: {
    diversity: 0.35,
    sameGenres: 0.5,
    perMaker: 2,
    perFriend: 2,
    allFriends: 4,
    otherKind: 0.1,
    kindSlack: 0.2,
    kindHalf: 5,
    kindOfWeek: 3,
    licenceCost: 0,
    licenceCosts: { low: 0, medium: 1, high: 2 },
    exploreEvery: 10,
    exploreDepth: 60,
    exploreShown: 2,
    restAfter: 6,
    liftFrom: 5,
  },
  variety: {
    familiar: { diversity: 0.1, otherKind: 0.05, exploreEvery: 20, novelty: 0.1 },
    surprising: { diversity: 1.2, otherKind: 0.2, exploreEvery: 5, novelty: 0.6 },
  },
  features: {
    recentDays: 7,
    recentTitles: 50,
    topGenres: 3,
    languages: 3,
    preferredFrom: 0.7,
    preferredAfter: 5,
    sessionGapMinutes: 30,
    sessionDays: 30,
    finishedFrom: 0.9,
    staleMinutes: 5,
    oldestMinutes: 60,
  },
  trending: {
    windowMinutes: 60,
    halfLifeMinutes: 20,
    likeRatio: 0.6,
    completionRate: 0.6,
    strength: 10,
    most: 200,
  },
  reading: { enriching: 300, features: 50 },
};

/** The policy as the viewer's dial has it. */
export function withVariety(policy: Policy, variety: Variety): Policy {
  if (variety === 'balanced') return policy;
  const { novelty, ...slate } = policy.variety[variety];
  return { ...policy, slate: { ...policy.slate, ...slate }, ranker: { ...policy.ranker, novelty } };
}

const names = new WeakMap<Policy, string>();

/** A short name for exactly these numbers (FNV-1a), for the slate log. */
export function hashPolicy(policy: Policy): string {
  const known = names.get(policy);
  if (known) return known;
  let hash = 0x811c9dc5;
  for (const character of JSON.stringify(policy)) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  const name = (hash >>> 0).toString(16).padStart(8, '0');
  names.set(policy, name);
  return name;
}

/** Every tunable number of what is composed for several people; the slate's policy is not touched by it. */
export type GroupPolicy = {
  /** As many titles are scored for everybody where the constraints leave no more; else each member's best. */
  readonly pool: number;
  readonly perMember: number;
  /** A fit is raised to this: the higher, the more the very best of each counts beside what is merely good. */
  readonly sharpness: number;
  /** Average without misery: who fits a title less than this is miserable with it. */
  readonly misery: number;
  /** Greedy list fairness: of each member's titles so many can be what they come for. */
  readonly fairnessDepth: number;
  /**
   * How far chance may move a title, so that two nights do not deal the same deck: its distance from everybody's best is
   * multiplied by e^±variety at most, the same for all. What everybody likes best stays.
   */
  readonly variety: number;
  /** What is left of the fit of a title that a member has seen and not disliked. */
  readonly seen: number;
  /** Titles of one maker, and of one series of films, in a deck. */
  readonly perMaker: number;
  readonly perFranchise: number;
  /** A member's reason is told from this fit on, and from this share of all that spoke for the title. */
  readonly reasonFrom: number;
  readonly reasonShare: number;
  readonly past: {
    /** What a night weighs beside the one after it. */
    readonly fade: number;
    /** How much less than the others somebody must have had to count twice as much. */
    readonly double: number;
  };
};

export const defaultGroupPolicy: GroupPolicy = {
  pool: 2000,
  perMember: 240,
  sharpness: 32,
  misery: 0.2,
  fairnessDepth: 40,
  variety: 1,
  seen: 0.7,
  perMaker: 2,
  perFranchise: 1,
  reasonFrom: 0.5,
  reasonShare: 0.1,
  past: { fade: 0.5, double: 0.1 },
};
