/** Facts as words, in one place and one voice: British English. Pure, so that server and browser agree. */

const LOCALE = 'en-GB';
const languages = new Intl.DisplayNames(LOCALE, { type: 'language' });
const countries = new Intl.DisplayNames(LOCALE, { type: 'region' });

/** `te` → "Telugu" */
export function languageName(code: string): string {
  return nameOrCode(languages, code);
}

/** `KR` → "South Korea" */
export function countryName(code: string): string {
  return nameOrCode(countries, code);
}

function nameOrCode(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}

/** `science-fiction` → "Science fiction" */
export function genreName(genre: string): string {
  const words = genre.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Keywords that are names. */
const PROPER: ReadonlyMap<string, string> = new Map(
  [
    'Berlin',
    'Chicago',
    'Christmas',
    'Cold War',
    'Holocaust',
    'Hong Kong',
    'LGBTQ',
    'London',
    'Los Angeles',
    'Mumbai',
    'New York',
    'Paris',
    'Rome',
    'Seoul',
    'Tokyo',
    'Vietnam War',
    'World War One',
    'World War Two',
  ].map((name) => [name.toLowerCase().replaceAll(' ', '-'), name]),
);

/** Keywords that say how a title is, not what it is about. */
const QUALITIES: ReadonlySet<string> = new Set([
  'absurd',
  'black-and-white',
  'epic',
  'feel-good',
  'gory',
  'melancholy',
  'nonlinear',
  'scary',
  'silent',
  'slow-burn',
  'supernatural',
  'surreal',
  'whimsical',
]);

type Said = { readonly facet: string; readonly value: string };

export function isQuality({ facet, value }: Said): boolean {
  return facet === 'mood' || (facet === 'keyword' && QUALITIES.has(value));
}

/** What somebody said of their taste, as a chip: "Telugu", "The 1970s", "Tilda Swinton", "Like Arrival". */
export function choiceName({ facet, value }: Said, titleName: string): string {
  if (facet === 'person') return value;
  const words = facet === 'title' ? `like ${titleName}` : choiceWords({ facet, value });
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** The same inside a sentence: "the 1970s", "science fiction". A title is given by its name. */
export function choiceWords({ facet, value }: Said): string {
  switch (facet) {
    case 'language':
      return languageName(value);
    case 'decade':
      return `the ${value}s`;
    case 'kind':
      return value === 'film' ? 'films' : 'series';
    case 'person':
    case 'title':
      return value;
    default:
      return PROPER.get(value) ?? value.replaceAll('-', ' ');
  }
}

/** Words that "no" wants in the plural. */
const COUNTED: ReadonlySet<string> = new Set(
  (
    'alien animal comedy dark-comedy demon detective dinosaur documentary dog gangster ghost haunted-house heist ' +
    'lawyer monster musical musician pirate remake robot romantic-comedy sequel serial-killer shark spy ' +
    'superhero teenager thriller time-loop vampire video-game wedding western witch zombie'
  ).split(' '),
);

function pluralOf(name: string): string {
  if (/[^aeiou]y$/.test(name)) return `${name.slice(0, -1)}ies`;
  return /(o|ch)$/.test(name) ? `${name}es` : `${name}s`;
}

/** The same, not wanted: "No horror", "No westerns", "Nothing gory", "Nothing like Arrival". */
export function refusalName(said: Said, titleName: string): string {
  const name = choiceName(said, titleName);
  if (said.facet === 'title') return `Nothing l${name.slice(1)}`;
  if (said.facet === 'decade') return `Nothing from the ${said.value}s`;
  if (said.facet === 'language') return `Nothing in ${name}`;
  if (COUNTED.has(said.value)) return `No ${pluralOf(name.toLowerCase())}`;
  const keeps = said.facet === 'person' || PROPER.has(said.value);
  return `${isQuality(said) ? 'Nothing' : 'No'} ${keeps ? name : name.toLowerCase()}`;
}

/** 116 → "1 h 56"; a series says that this is one episode. */
export function runtimeText(minutes: number, kind: 'film' | 'series' = 'film'): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const text =
    hours === 0
      ? `${minutes} min`
      : rest === 0
        ? `${hours} h`
        : `${hours} h ${String(rest).padStart(2, '0')}`;
  return kind === 'series' ? `${text} an episode` : text;
}

/** 3.5 → "3½ stars" */
export function starsText(stars: number): string {
  const whole = Math.floor(stars);
  const half = stars % 1 === 0 ? '' : '½';
  return `${whole === 0 && half ? '' : whole}${half} ${stars <= 1 ? 'star' : 'stars'}`;
}

/** ["Sam", "Ben", "Ana"] → "Sam, Ben and Ana" */
export function listText(names: readonly string[]): string {
  return new Intl.ListFormat(LOCALE, { type: 'conjunction' }).format(names);
}

export type DatePrecision = 'day' | 'month' | 'year' | 'unknown';

/** A date is a day of the calendar, not a moment: it is never moved between time zones. */
export function dateText(date: Date | string | null, precision: DatePrecision = 'day'): string {
  if (date === null || precision === 'unknown') return 'Some time';
  const moment = typeof date === 'string' ? new Date(`${date.slice(0, 10)}T00:00:00Z`) : date;
  const parts: Intl.DateTimeFormatOptions = {
    year: 'numeric',
    ...(precision !== 'year' && { month: 'long' }),
    ...(precision === 'day' && { day: 'numeric' }),
  };
  return new Intl.DateTimeFormat(LOCALE, { ...parts, timeZone: 'UTC' }).format(moment);
}

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_557_600_000],
  ['month', 2_629_800_000],
  ['week', 604_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** "just now", "5 minutes ago", "yesterday" */
export function relativeTime(at: Date | number, now: number = Date.now()): string {
  const past = now - Number(at);
  const step = STEPS.find(([, size]) => Math.abs(past) >= size);
  if (!step) return 'just now';
  const words = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto' });
  return words.format(-Math.trunc(past / step[1]), step[0]);
}

/** 1 → "1 title", 1234 → "1,234 titles" */
export function countText(count: number, one: string, many: string = `${one}s`): string {
  return `${new Intl.NumberFormat(LOCALE).format(count)} ${count === 1 ? one : many}`;
}
