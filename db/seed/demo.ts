/**
 * The demo circle: eight people who do not exist, with tastes that do. Written by hand, so that a first start shows
 * a living product. Titles are named by slug; `demo.test.ts` checks that the catalogue has every one of them.
 */

export type Stars = '5' | '4.5' | '4' | '3.5' | '3' | '2.5' | '2' | '1.5' | '1' | '0.5';

export type DemoPerson = {
  readonly handle: string;
  readonly name: string;
  /** Watched and rated: slugs by stars, parted by spaces. */
  readonly rated: Readonly<Partial<Record<Stars, string>>>;
  /** Watched without a rating. */
  readonly watched?: string;
  /** Of the watched ones. */
  readonly liked: string;
  readonly again?: string;
  readonly started?: string;
  readonly gaveUp?: string;
  readonly watchlist: string;
};

/** Slow science fiction, solitude and rain; Villeneuve, Wong Kar-wai, Miyazaki. */
const maya: DemoPerson = {
  handle: 'maya',
  name: 'Maya',
  rated: {
    '5': `blade-runner-1982 stalker-1979 in-the-mood-for-love-2000 spirited-away-2001
      2001-a-space-odyssey-1968 chungking-express-1994 eternal-sunshine-of-the-spotless-mind-2004 perfect-days-2023
      severance-2022`,
    '4.5': `solaris-1972 children-of-men-2006 lost-in-translation-2003 princess-mononoke-1997 dune-part-two-2024
      burning-2018 drive-my-car-2021 aftersun-2022 dark-2017 moon-2009 portrait-of-a-lady-on-fire-2019`,
    '4': `dune-2021 gattaca-1997 interstellar-2014 ghost-in-the-shell-1995 shoplifters-2018
      let-the-right-one-in-2008 decision-to-leave-2022 parasite-2019 twin-peaks-1990 yi-yi-2000
      everything-everywhere-all-at-once-2022 the-worst-person-in-the-world-2021`,
    '3.5':
      'contact-1997 mulholland-drive-2001 the-truman-show-1998 black-mirror-2011 poor-things-2023 gravity-2013',
    '3': 'inception-2010 the-matrix-1999 the-french-dispatch-2021 stranger-things-2016 barbie-2023',
    '2.5': 'avatar-2009 tenet-2020',
    '2': 'independence-day-1996 bullet-train-2022 the-hangover-2009',
    '1.5': 'armageddon-1998',
    '1': 'transformers-2007',
  },
  watched: 'alien-1979 the-lunchbox-2013 sound-of-metal-2019',
  liked: `blade-runner-1982 in-the-mood-for-love-2000 spirited-away-2001 perfect-days-2023 aftersun-2022 severance-2022
    eternal-sunshine-of-the-spotless-mind-2004 dark-2017`,
  again: 'blade-runner-1982 spirited-away-2001 in-the-mood-for-love-2000',
  started: 'three-body-2023 the-expanse-2015',
  gaveUp: 'the-witcher-2019',
  watchlist: `woman-in-the-dunes-1964 monster-2023 tokyo-story-1953 my-mister-2018 andor-2022
    the-boy-and-the-heron-2023 sita-ramam-2022 wings-of-desire-1987`,
};

/** Sees nearly everything as Maya does, and likes his stories a shade darker. */
const sam: DemoPerson = {
  handle: 'sam',
  name: 'Sam',
  rated: {
    '5': `blade-runner-1982 stalker-1979 2001-a-space-odyssey-1968 alien-1979 the-thing-1982 severance-2022
      the-lives-of-others-2006 memories-of-murder-2003 andor-2022`,
    '4.5': `solaris-1972 dune-part-two-2024 children-of-men-2006 burning-2018 heat-1995 old-boy-2003 twin-peaks-1990
      eternal-sunshine-of-the-spotless-mind-2004 moon-2009 no-country-for-old-men-2007 chernobyl-2019 akira-1988`,
    '4': `chungking-express-1994 in-the-mood-for-love-2000 ghost-in-the-shell-1995 perfect-days-2023
      gattaca-1997 district-9-2009 the-handmaiden-2016 dark-city-1998 dark-2017 the-expanse-2015 the-lighthouse-2019
      twelve-monkeys-1995 brazil-1985 wings-of-desire-1987`,
    '3.5': 'dune-2021 spirited-away-2001 the-prisoner-1967 source-code-2011 looper-2012 nope-2022',
    '3': 'interstellar-2014 inception-2010 avatar-2009 the-fifth-element-1997',
    '2': 'the-hangover-2009 armageddon-1998 barbie-2023',
    '1.5': 'transformers-2007 batman-and-robin-1997',
  },
  watched: 'the-wailing-2016 fargo-1996',
  liked: `blade-runner-1982 alien-1979 the-thing-1982 memories-of-murder-2003 andor-2022 severance-2022 stalker-1979
    the-lives-of-others-2006`,
  again: 'alien-1979 heat-1995',
  started: 'three-body-2023',
  watchlist:
    'woman-in-the-dunes-1964 the-prestige-2006 monster-2023 the-substance-2024 ripley-2024 high-and-low-1963',
};

/** Films to laugh with other people at; a soft spot for anything drawn. */
const ben: DemoPerson = {
  handle: 'ben',
  name: 'Ben',
  rated: {
    '5': `the-princess-bride-1987 groundhog-day-1993 toy-story-1995 monty-python-and-the-holy-grail-1975
      ted-lasso-2020 parks-and-recreation-2009 hot-fuzz-2007 the-mitchells-vs-the-machines-2021`,
    '4.5': `back-to-the-future-1985 finding-nemo-2003 shaun-of-the-dead-2004 ferris-buellers-day-off-1986 up-2009
      the-office-us-2005 school-of-rock-2003 knives-out-2019 airplane-1980 brooklyn-nine-nine-2013 ratatouille-2007
      wall-e-2008 abbott-elementary-2021`,
    '4': `spirited-away-2001 the-grand-budapest-hotel-2014 when-harry-met-sally-1989 the-incredibles-2004 bluey-2018
      little-miss-sunshine-2006 inside-out-2015 shrek-2001 the-big-lebowski-1998 galaxy-quest-1999 zootopia-2016
      puss-in-boots-the-last-wish-2022 the-truman-show-1998 palm-springs-2020`,
    '3.5':
      'barbie-2023 the-hangover-2009 anchorman-the-legend-of-ron-burgundy-2004 elf-2003 wonka-2023 free-guy-2021',
    '3': 'the-holdovers-2023 everything-everywhere-all-at-once-2022 the-good-place-2016',
    '2': 'blade-runner-1982 dune-2021 no-country-for-old-men-2007',
    '1.5': 'midsommar-2019 requiem-for-a-dream-2000',
  },
  liked: `the-princess-bride-1987 toy-story-1995 ted-lasso-2020 groundhog-day-1993 hot-fuzz-2007
    parks-and-recreation-2009 up-2009`,
  again: 'the-princess-bride-1987 airplane-1980 the-office-us-2005',
  gaveUp: 'stalker-1979',
  watchlist: `only-murders-in-the-building-2021 the-wild-robot-2024 inside-out-2-2024 hacks-2021 klaus-2019
    glass-onion-a-knives-out-mystery-2022 turning-red-2022`,
};

/** European and Latin American dramas about people in rooms; love that does not work out. */
const ana: DemoPerson = {
  handle: 'ana',
  name: 'Ana',
  rated: {
    '5': `portrait-of-a-lady-on-fire-2019 all-about-my-mother-1999 in-the-mood-for-love-2000 la-strada-1954
      roma-2018 the-worst-person-in-the-world-2021 anatomy-of-a-fall-2023 scenes-from-a-marriage-1973`,
    '4.5': `three-colors-blue-1993 cinema-paradiso-1989 the-great-beauty-2013 the-400-blows-1959 aftersun-2022
      central-station-1998 pain-and-glory-2019 im-still-here-2024 a-separation-2011 normal-people-2020 fleabag-2016
      my-brilliant-friend-2018`,
    '4': `amelie-2001 persona-1966 the-secret-in-their-eyes-2009 the-lives-of-others-2006 brokeback-mountain-2005
      lost-in-translation-2003 theres-still-tomorrow-2023 wings-of-desire-1987 babettes-feast-1987 marriage-story-2019
      parasite-2019 ida-2013 the-umbrellas-of-cherbourg-1964`,
    '3.5': `pans-labyrinth-2006 perfect-days-2023 city-of-god-2002 another-round-2020 dekalog-1989 anora-2024
      like-water-for-chocolate-1992 fallen-leaves-2023`,
    '3': 'poor-things-2023 spirited-away-2001 downton-abbey-2010',
    '2': 'inception-2010 blade-runner-1982',
    '1.5': 'the-avengers-2012 fight-club-1999',
    '1': 'transformers-2007 300-2007',
  },
  liked: `portrait-of-a-lady-on-fire-2019 all-about-my-mother-1999 in-the-mood-for-love-2000 roma-2018 fleabag-2016
    cinema-paradiso-1989 aftersun-2022`,
  again: 'amelie-2001 in-the-mood-for-love-2000',
  started: 'one-hundred-years-of-solitude-2024',
  watchlist:
    'black-orpheus-1959 monster-2023 the-lunchbox-2013 drive-my-car-2021 the-empress-2022 call-my-agent-2015',
};

/** Telugu first, then Tamil and Hindi; songs, scale, and romances that take their time. */
const ravi: DemoPerson = {
  handle: 'ravi',
  name: 'Ravi',
  rated: {
    '5': `mayabazar-1957 sagara-sangamam-1983 rrr-2022 baahubali-the-beginning-2015 sita-ramam-2022 mahanati-2018
      nayakan-1987 jersey-2019`,
    '4.5': `sankarabharanam-1980 baahubali-2-the-conclusion-2017 eega-2012 geethanjali-1989 rangasthalam-2018
      bommarillu-2006 jai-bhim-2021 3-idiots-2009 lagaan-once-upon-a-time-in-india-2001 the-family-man-2019
      panchayat-2020 manam-2014`,
    '4': `roja-1992 pelli-choopulu-2016 balagam-2023 hi-nanna-2023 kalki-2898-ad-2024 aditya-369-1991 premam-2015
      manjummel-boys-2024 12th-fail-2023 sholay-1975 dangal-2016 kaithi-2019 swades-2004 laapataa-ladies-2024
      scam-1992-the-harshad-mehta-story-2020`,
    '3.5': `magadheera-2009 pushpa-the-rise-2021 agent-sai-srinivasa-athreya-2019 arjun-reddy-2017 andhadhun-2018
      kantara-2022 hanuman-2024 inception-2010 ala-vaikunthapurramuloo-2020`,
    '3': 'pathaan-2023 pokiri-2006 avatar-2009 jathi-ratnalu-2021',
    '2.5': 'pushpa-2-the-rule-2024 jawan-2023',
    '2': 'the-lighthouse-2019',
  },
  watched: 'missamma-1955 gundamma-katha-1962',
  liked: `mayabazar-1957 rrr-2022 sita-ramam-2022 sagara-sangamam-1983 jersey-2019 geethanjali-1989 bommarillu-2006
    panchayat-2020`,
  again: 'mayabazar-1957 rrr-2022 bommarillu-2006',
  started: 'dhootha-2023',
  watchlist: `pather-panchali-1955 lucky-baskhar-2024 heeramandi-the-diamond-bazaar-2024 suzhal-the-vortex-2022
    the-great-indian-kitchen-2021 90s-a-middle-class-biopic-2024 crash-landing-on-you-2019`,
};

/** Animation and everything from Japan and Korea, from Ozu to One Piece. */
const yuki: DemoPerson = {
  handle: 'yuki',
  name: 'Yuki',
  rated: {
    '5': `spirited-away-2001 princess-mononoke-1997 my-neighbor-totoro-1988 your-name-2016 seven-samurai-1954
      frieren-beyond-journeys-end-2023 fullmetal-alchemist-brotherhood-2009 tokyo-story-1953 cowboy-bebop-1998`,
    '4.5': `akira-1988 perfect-blue-1997 millennium-actress-2001 howls-moving-castle-2004 shoplifters-2018
      the-boy-and-the-heron-2023 spider-man-across-the-spider-verse-2023 neon-genesis-evangelion-1995 reply-1988-2015
      the-first-slam-dunk-2022 godzilla-minus-one-2023`,
    '4': `ghost-in-the-shell-1995 kikis-delivery-service-1989 grave-of-the-fireflies-1988 suzume-2022 belle-2021
      attack-on-titan-2013 demon-slayer-mugen-train-2020 jujutsu-kaisen-2020 spy-x-family-2022 midnight-diner-2009
      departures-2008 parasite-2019 perfect-days-2023 arcane-2021 monster-2023`,
    '3.5': `weathering-with-you-2019 drive-my-car-2021 train-to-busan-2016 my-sassy-girl-2001 wolfwalkers-2020
      squid-game-2021 chainsaw-man-2022 late-spring-1949 tampopo-1985`,
    '3': 'alice-in-borderland-2020 one-piece-1999 the-wild-robot-2024',
    '2': 'transformers-2007 the-godfather-1972',
    '1.5': 'goodfellas-1990',
  },
  liked: `spirited-away-2001 your-name-2016 frieren-beyond-journeys-end-2023 my-neighbor-totoro-1988 cowboy-bebop-1998
    seven-samurai-1954 the-first-slam-dunk-2022`,
  again: 'my-neighbor-totoro-1988 cowboy-bebop-1998',
  started: 'vinland-saga-2019 oshi-no-ko-2023',
  watchlist: `blue-eye-samurai-2023 nausicaa-of-the-valley-of-the-wind-1984 decision-to-leave-2022
    the-makanai-cooking-for-the-maiko-house-2023 rrr-2022 shogun-2024`,
};

/** Crime, courts, newsrooms and true stories; suspicious of happy endings. */
const noor: DemoPerson = {
  handle: 'noor',
  name: 'Noor',
  rated: {
    '5': `the-wire-2002 the-godfather-1972 zodiac-2007 the-sopranos-1999 chinatown-1974 memories-of-murder-2003
      chernobyl-2019 anatomy-of-a-fall-2023`,
    '4.5': `goodfellas-1990 the-silence-of-the-lambs-1991 l-a-confidential-1997 mystic-river-2003 a-prophet-2009
      the-departed-2006 fargo-1996 better-call-saul-2015 a-separation-2011 when-they-see-us-2019 heat-1995 m-1931
      adolescence-2025`,
    '4': `seven-1995 12-angry-men-1957 the-usual-suspects-1995 mare-of-easttown-2021 delhi-crime-2019 capernaum-2018
      the-bureau-2015 gomorrah-2014 the-killing-2007 prime-suspect-1991
      the-lives-of-others-2006 oppenheimer-2023 killers-of-the-flower-moon-2023 slow-horses-2022`,
    '3.5':
      'gone-girl-2014 the-hunt-2012 infernal-affairs-2002 erin-brockovich-2000 drishyam-2013 conclave-2024',
    '3': 'joker-2019 knives-out-2019 sherlock-2010 tiger-king-2020',
    '2': 'the-da-vinci-code-2006 ted-lasso-2020 the-notebook-2004',
    '1.5': 'love-actually-2003',
    '1': 'transformers-2007',
  },
  liked:
    'the-wire-2002 zodiac-2007 memories-of-murder-2003 the-sopranos-1999 chernobyl-2019 adolescence-2025 m-1931',
  again: 'the-wire-2002 chinatown-1974',
  started: 'babylon-berlin-2017',
  watchlist: 'high-and-low-1963 paatal-lok-2020 the-penguin-2024 nine-queens-2000 ripley-2024 court-2014',
};

/** Loud, fast and with a sequel: what Maya cannot stand, and the other way round. */
const leo: DemoPerson = {
  handle: 'leo',
  name: 'Leo',
  rated: {
    '5': `die-hard-1988 terminator-2-judgment-day-1991 mad-max-fury-road-2015 the-dark-knight-2008 top-gun-maverick-2022
      gladiator-2000 transformers-2007 avengers-endgame-2019 armageddon-1998`,
    '4.5': `the-avengers-2012 john-wick-chapter-4-2023 independence-day-1996 the-rock-1996 predator-1987 rrr-2022
      the-fast-and-the-furious-2001 jurassic-park-1993 deadpool-2016 face-off-1997 the-raid-redemption-2011
      speed-1994`,
    '4': `300-2007 iron-man-2008 the-matrix-1999 bullet-train-2022 avatar-2009 con-air-1997 true-lies-1994
      guardians-of-the-galaxy-2014 kingsman-the-secret-service-2015 lethal-weapon-1987 taken-2008 the-hangover-2009
      spider-man-no-way-home-2021 the-boys-2019 f1-2025 deadpool-and-wolverine-2024 nobody-2021`,
    '3.5': 'inception-2010 x-men-2000 rush-hour-1998 bad-boys-1995 the-mandalorian-2019 dune-part-two-2024',
    '3': 'dune-2021 tenet-2020 interstellar-2014',
    '2': 'children-of-men-2006 burning-2018 everything-everywhere-all-at-once-2022',
    '1.5': '2001-a-space-odyssey-1968 lost-in-translation-2003 portrait-of-a-lady-on-fire-2019',
    '1': 'solaris-1972 in-the-mood-for-love-2000 aftersun-2022',
    '0.5': 'stalker-1979 perfect-days-2023',
  },
  liked: `die-hard-1988 terminator-2-judgment-day-1991 top-gun-maverick-2022 mad-max-fury-road-2015 transformers-2007
    john-wick-chapter-4-2023 avengers-endgame-2019`,
  again: 'die-hard-1988 top-gun-maverick-2022 the-rock-1996',
  gaveUp: 'drive-my-car-2021 severance-2022',
  watchlist: `john-wick-chapter-3-parabellum-2019 fallout-2024 kaithi-2019 twilight-of-the-warriors-walled-in-2024
    pushpa-the-rise-2021 godzilla-minus-one-2023`,
};

export const demoPeople: readonly DemoPerson[] = [maya, sam, ben, ana, ravi, yuki, noor, leo];

export const demoFriendships: readonly (readonly [string, string])[] = [
  ['maya', 'sam'],
  ['maya', 'ben'],
  ['maya', 'ana'],
  ['maya', 'ravi'],
  ['sam', 'noor'],
  ['sam', 'leo'],
  ['ben', 'leo'],
  ['ana', 'noor'],
  ['ravi', 'yuki'],
];

/** Who asked whom, and waits. */
export const demoRequests: readonly (readonly [string, string])[] = [['yuki', 'maya']];

export type DemoSend = {
  readonly from: string;
  readonly to: string;
  readonly slug: string;
  readonly note: string;
  readonly daysAgo: number;
  /** They have watched it, and said thanks so many days ago. */
  readonly thankedDaysAgo?: number;
};

/** Titles that friends sent each other: one waits for Maya, for one she was thanked. */
export const demoSends: readonly DemoSend[] = [
  {
    from: 'sam',
    to: 'maya',
    slug: 'memories-of-murder-2003',
    note: 'Long before Parasite, and better. Best late at night, with rain outside.',
    daysAgo: 1,
  },
  {
    from: 'maya',
    to: 'ben',
    slug: 'spirited-away-2001',
    note: 'You said you are too old for this. You are not.',
    daysAgo: 40,
    thankedDaysAgo: 3,
  },
];

export type DemoNote = {
  readonly by: string;
  /** Something they rated: the note was written a little later. */
  readonly slug: string;
  readonly text: string;
  readonly spoils?: boolean;
};

/** A few words about titles, for friends to read. */
export const demoNotes: readonly DemoNote[] = [
  { by: 'maya', slug: 'perfect-days-2023', text: 'Nothing happens, every day, and I cried on the bus home.' },
  {
    by: 'sam',
    slug: 'spirited-away-2001',
    text: 'The train across the water is worth the whole film.',
  },
  {
    by: 'ben',
    slug: 'spirited-away-2001',
    text: 'All right, I was wrong. She remembers the river’s name, and he is free. I may have had something in my eye.',
    spoils: true,
  },
  {
    by: 'sam',
    slug: 'moon-2009',
    text: 'There are two of him. Go in knowing nothing, so forget this.',
    spoils: true,
  },
  { by: 'ana', slug: 'spirited-away-2001', text: 'Lovely to look at. I never knew what anybody wanted.' },
];

export type DemoList = {
  readonly name: string;
  readonly description: string;
  readonly owner: string;
  readonly editors: readonly string[];
  readonly viewers: readonly string[];
  readonly titles: readonly {
    readonly slug: string;
    readonly by: string;
    /** What members say of it, by handle. */
    readonly notes?: Readonly<Record<string, string>>;
    /** Handles, parted by spaces. */
    readonly up?: string;
    readonly down?: string;
  }[];
};

export const demoLists: readonly DemoList[] = [
  {
    name: 'Rainy Sundays',
    description: 'Films that need a blanket, tea, and somebody to talk to afterwards.',
    owner: 'maya',
    editors: ['sam', 'ana'],
    viewers: ['ben'],
    titles: [
      {
        slug: 'monster-2023',
        by: 'ana',
        notes: {
          ana: 'Three sides of one story. Nobody look it up, please.',
          sam: 'I have been saving this one.',
        },
        up: 'maya sam ana',
      },
      {
        slug: 'the-lunchbox-2013',
        by: 'maya',
        notes: { maya: 'I would see it again, with food on the table.' },
        up: 'maya ana ben',
      },
      { slug: 'woman-in-the-dunes-1964', by: 'sam', up: 'maya sam', down: 'ben' },
      {
        slug: 'the-boy-and-the-heron-2023',
        by: 'maya',
        notes: { sam: 'For when Ben comes.' },
        up: 'maya ben',
      },
      { slug: 'tokyo-story-1953', by: 'maya', up: 'ana' },
      {
        slug: 'high-and-low-1963',
        by: 'sam',
        notes: { sam: 'The first hour is one room, and it never lets go.' },
        up: 'sam',
        down: 'ana',
      },
    ],
  },
];

export function slugsIn(text: string | undefined): string[] {
  return text?.split(/\s+/).filter((slug) => slug !== '') ?? [];
}
