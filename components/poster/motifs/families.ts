import type { Motif } from './brush.ts';
import * as figure from './figure.ts';
import * as land from './land.ts';
import * as pattern from './pattern.ts';
import * as sky from './sky.ts';
import * as stage from './stage.ts';
import * as town from './town.ts';
import * as water from './water.ts';

/** Each family with the keywords and the genres it suits. */
export type Family = {
  readonly name: string;
  readonly draw: Motif;
  readonly keywords: string;
  readonly genres: string;
};

const family = (name: string, draw: Motif, keywords: string, genres: string): Family => ({
  name,
  draw,
  keywords,
  genres,
});

// biome-ignore format: a table is read line by line
export const families: readonly Family[] = [
  family('dunes', land.drawDunes, 'desert ancient-world colonialism', 'western adventure history biography drama science-fiction'),
  family('mountains', land.drawMountains, 'mountains survival quest epic nature', 'adventure western documentary biography drama'),
  family('road', land.drawRoad, 'road road-trip racing runaway chase', 'action western'),
  family('forest', land.drawForest, 'forest folk-tale village kidnapping cult', 'horror mystery fantasy drama thriller'),
  family('snow', land.drawSnow, 'snow christmas small-town', 'drama family romance mystery'),
  family('figure', land.drawFigure, 'loneliness outlaw samurai revenge samurai-era hitman', 'western action drama war'),
  family('sea', water.drawSea, 'sea ship shark pirate island submarine river', 'adventure romance family history drama'),
  family('scales', water.drawScales, 'tokyo hong-kong seoul myth swordplay martial-arts', 'animation fantasy romance drama'),
  family('rain', water.drawRain, 'rain melancholy grief noir', 'drama crime thriller romance'),
  family('drips', water.drawDrips, 'gory vampire scary addiction drug-trade', 'horror crime comedy music'),
  family('orbit', sky.drawOrbit, 'space alien science franchise', 'science-fiction animation documentary'),
  family('trails', sky.drawTrails, 'night memory dream time-loop', 'science-fiction drama documentary mystery'),
  family('sunburst', sky.drawSunburst, 'world-war-two rebellion revolution politics faith mumbai', 'war action musical history western sport'),
  family('phases', sky.drawPhases, 'supernatural witch werewolf magic demon', 'fantasy horror mystery romance'),
  family('balloons', sky.drawBalloons, 'childhood feel-good whimsical toy animal dog', 'family animation comedy romance'),
  family('rings', sky.drawRings, 'nuclear obsession pandemic disaster slow-burn', 'thriller science-fiction drama mystery'),
  family('skyline', town.drawSkyline, 'city new-york los-angeles chicago london gangster', 'crime action romance comedy'),
  family('windows', town.drawWindows, 'single-location suburbs hotel hospital marriage housewife infidelity', 'drama mystery'),
  family('doors', town.drawDoors, 'haunted-house ghost escape prison amnesia memory-loss', 'horror thriller mystery drama'),
  family('stairs', town.drawStairs, 'class poverty office workplace servant', 'drama biography comedy thriller'),
  family('arches', town.drawArches, 'rome paris faith opera university', 'history romance drama biography'),
  family('castle', town.drawCastle, 'castle kingdom royalty middle-ages fairy-tale', 'fantasy history family adventure'),
  family('train', town.drawTrain, 'train immigration refugees border', 'adventure romance war history'),
  family('curtains', stage.drawCurtains, 'stage filmmaking dance artist based-on-play opera', 'musical music comedy drama'),
  family('blinds', stage.drawBlinds, 'noir detective police undercover black-and-white corruption', 'crime mystery thriller'),
  family('staves', stage.drawStaves, 'musician silent writer', 'music musical biography'),
  family('record', stage.drawRecord, 'band youth dance fashion', 'music comedy romance'),
  family('track', stage.drawTrack, 'sports-team football baseball basketball racing rivalry horse', 'sport action documentary'),
  family('ropes', stage.drawRopes, 'boxing', 'sport'),
  family('dots', pattern.drawDots, 'food love-triangle lgbtq', 'comedy romance animation musical'),
  family('halftone', pattern.drawHalftone, 'based-on-comic superhero journalism satire', 'biography comedy action documentary sport'),
  family('fans', pattern.drawFans, 'wealth fashion royalty wedding con-artist', 'musical romance history comedy'),
  family('chequer', pattern.drawChequer, 'absurd surreal parody slapstick mistaken-identity virtual-reality', 'comedy fantasy mystery'),
  family('ribbons', pattern.drawRibbons, 'coming-of-age reunion youth teenager road-trip', 'comedy drama family action sport'),
  family('tiles', pattern.drawTiles, 'ensemble anthology toy school invention', 'animation comedy documentary family'),
  family('maze', pattern.drawMaze, 'conspiracy twist-ending hacker heist cold-war spy courtroom', 'thriller crime mystery science-fiction'),
  family('shards', pattern.drawShards, 'terrorism murder serial-killer nonlinear civil-war betrayal mental-health', 'thriller crime action war'),
  family('eye', figure.drawEye, 'doppelganger suspense conspiracy identity dystopia', 'thriller horror science-fiction mystery'),
  family('mask', figure.drawMask, 'robot artificial-intelligence superhero body-swap identity mafia', 'action science-fiction comedy'),
  family('pair', figure.drawPair, 'forbidden-love first-love divorce mother-daughter doppelganger', 'romance drama'),
  family('spiral', figure.drawSpiral, 'obsession dream surreal amnesia mental-health time-loop', 'thriller horror science-fiction'),
  family('flames', figure.drawFlames, 'war vietnam-war post-apocalypse disaster revenge dragon', 'action war horror'),
  family('leaves', figure.drawLeaves, 'jungle nature farm dinosaur vietnam-war monster', 'adventure documentary family drama'),
  family('flower', figure.drawFlower, 'romantic-comedy feminism tearjerker wedding old-age parenthood', 'romance musical drama'),
  family('clock', figure.drawClock, 'time-travel old-age illness memory heist train', 'science-fiction drama thriller'),
  family('sights', figure.drawSights, 'hitman spy gunfight military world-war-one assassin', 'action war thriller crime'),
];
