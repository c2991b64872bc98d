/** The small words around what is liked: which turn it to "no", which back to "yes", which point at a title. */

export type Turn =
  /** What follows is not wanted. */
  | 'no'
  /** The same, and what follows are qualities: a comma and a genre end it. */
  | 'nothing'
  /** What follows is wanted. */
  | 'yes'
  /** What follows is neither: "I don't mind subtitles". */
  | 'quiet'
  /** What was said before it in this sentence is not wanted: "horror is not for me". */
  | 'no-before'
  /** A new thought: "but". */
  | 'turn'
  /** Titles may follow, whatever they are called. */
  | 'such-as'
  /** Films, as a noun that says nothing by itself. */
  | 'films'
  /** Joins two things. */
  | 'and'
  | 'filler';

/** Longest first is the rule everywhere: "not only" is not "not". */
export const turnsOfSpeech: Readonly<Record<Exclude<Turn, 'filler'>, string>> = {
  no: 'no, not, never, without, none, hate, hates, hated, dislike, dislikes, disliked, loathe, despise, detest, avoid, skip, cant, cannot, couldnt, dont, doesnt, didnt, wont, wouldnt, isnt, arent, anything but, everything but, anything except, everything except, except, except for, apart from, other than, less, fewer, tired of, sick of, bored of, bored with, bored by, enough of, had enough of, rather than, instead of, minus, zero, nor, neither, excluding, leave out, fed up with, allergic to, scared of, steer clear of, stay away from, dont show me, not into, not a fan of, not a big fan of, not much of a fan of, no fan of, no more, nothing with, nothing like, nothing about, nothing from, nothing by, nothing set, nothing in, nope to',
  nothing:
    'nothing, nothing too, not too, nothing that, nothing very, not so, nothing overly, not overly, nothing remotely',
  yes: 'like, likes, love, loves, loved, liked, enjoy, enjoys, enjoyed, adore, adores, adored, want, prefer, give me, more, into, fan of, fans of, big fan of, favourite, favorite, favourites, favorites, just, only, also, not only, not just, nothing but, never tire of, never get tired of, never tired of, cant get enough of, cannot get enough of, cant resist, never say no to, wouldnt say no to, mostly, mainly, especially, preferably, ideally, yes, please give me, always up for, up for, keen on, partial to, obsessed with, crazy about, mad about, addicted to, live for, i do like, love watching, looking for, in the mood for',
  quiet:
    'dont mind, doesnt mind, do not mind, dont care, doesnt matter, dont hate, do not hate, no problem with, nothing against, not necessarily, dont need, doesnt have to be, doesnt need to be, not bothered by, dont care about, not sure about, no preference, no more than, not more than, no longer than, not longer than, no later than',
  'no-before':
    'not for me, no thanks, no thank you, no way, not my thing, isnt my thing, arent my thing, isnt for me, arent for me, not my cup of tea, isnt my cup of tea, arent my cup of tea, puts me off, put me off, bores me, bore me, not my bag, a no go, is a no, are a no, i can live without, not a fan, leaves me cold, leave me cold, are out, is out, annoy me, annoys me, less so, less of',
  turn: 'but, though, although, however, yet, otherwise, whereas',
  'such-as':
    'something like, anything like, stuff like, things like, more like, similar to, such as, along the lines of, in the style of, in the vein of, reminds me of, eg, e g, think, comparable to, like the film, like the movie, like the series, like the show, loved the film, loved the movie, rewatch, rewatched',
  films:
    'film, films, movie, movies, cinema, flick, flicks, pictures, picture, feature, features, moovies, movis',
  and: 'and, or, n, plus, et, as well as',
};

/** Words that are no news about taste, and that nobody needs to be told were not understood. */
export const fillers: ReadonlySet<string> = new Set(
  `a about above absolutely actually after again ago all almost along already alright always am among amount an another
  any anybody anymore anyone anything anyway are around as ask at away back based basically be because been before being
  best better between big bit bits both bring bunch by came can case casual choice choose come coming could day days
  decent deep definitely directed director directors do does doing done down each either else end ended enough esp
  especially even evening evenings ever every everybody everyone everything exactly examples eg fairly far feature
  featuring feel feeling few find fine follow for found friend friends from full fun generally genre genres get gets
  getting give given go going good got great guess had half has have having he hello hi him his hour hours how huge i id
  ie if ill im in instead interested is it its itself ive job keep kind kinda kinds know language languages last lately
  later least leave length let lets life list little ll long longer look looking lot lots made make makes many may maybe
  me mean might mind mine minutes mix moment month mood moods more most mostly much must my myself need needs never next
  nice no normally not now number of off often oh ok okay on once one ones open or other others our out over own
  part particular particularly people perfect perhaps person personally piece pieces please plenty plot plots plus pretty
  probably quite rarely rather re really recommend recommended recommendation recommendations right room same say scene
  scenes screen see seem seems set several she short should similar simple simply since so solid some somebody somehow
  someone something sometimes somewhat sort sorts starring stories story strong stuff style styles such suggest super
  sure surprise t take taste tell tend than thank thanks that the theme themes their them then there these they thing
  things this those time times to today together tonight too top total totally truly try tv two type types under unless
  until up us use used usually ve very via want wants was watch watches watching way we weekend weekends week well were
  what whatever when where which while who whole whose why will wish with within wonderful work works would year years
  you your yeah amazing awesome excellent fantastic brilliant interesting favourite favorite fond hey cool beautiful
  ideally normally three mum dad wife husband partner boyfriend girlfriend date sunday sundays saturday friday night
  nights rainy lazy day involving regarding anything something nothing beyond against during across especially
  lovely true real kids hence afterwards across inc including contains containing contain includes include lead leads
  directed made era period filmed set vibe vibes feels like esque tired unwind relax bed dinner feature length runtime
  subtitles subtitled dubbed foreign world cannot stand stomach bear handle deal care interest appeal fan fans bigger
  less least middle early mid late grew grow overrated underrated occasional occasionally ending endings rated decade decades century say name`.split(
    /\s+/,
  ),
);
