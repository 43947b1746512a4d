/**
 * What the relay knows, and what it cannot know: two lists of concrete sentences about one conversation. Each entry
 * has a key, so that one that changes changes in its place.
 */

import { CLASSIC } from './exchange.js';
import { clock, counted, name, range, say, times } from './say.js';

const entry = (key, term, parts) => ({ key, term, parts });

/**
 * What programs ask again and again by themselves is said without a number, so that it does not change all the time.
 *
 * @param all what `tally` returned
 */
export function knows(all) {
  const people = [...all.people.values()].filter((who) => who.since !== null);
  const about = (term, has, sentence) =>
    people.filter(has)
      .map((who) => entry(`${term} ${who.name}`, term, sentence(name(who.name), who, otherIn(all, who))));
  return [
    ...about('Who', () => true, (one, who) => say`${one}, since ${clock(who.since)}: ${proof(all, who)}.`),
    ...(all.level === CLASSIC && people.length > 0 ? [entry('safety', 'Safety',
      say`There is nothing to compare: at this level nobody has an identity.`)] : []),
    ...about('How often, how long, when', (who) => who.sent > 0, (one, who, other) =>
      say`${one} wrote to ${other} ${times(who.sent)}${lengths(who)}, last at ${clock(who.sentAt)}.`),
    ...about('What still waits', (who) => waiting(all, who) > 0, (one, who, other) =>
      say`${counted(waiting(all, who), 'message')} of ${one}, until ${other} fetches.`),
    ...about('Who began', (who) => who.offers > 0, (one, who, other) =>
      say`${one} sent ${other} ${all.level === CLASSIC ? 'an encrypted master secret' : 'an offer of keys'} ${
        times(who.offers)}, last at ${clock(who.offeredAt)}.`),
    ...about('Which identity', (who) => who.identityKey !== '', (one, who) =>
      say`${one} is whoever holds the private half of the identity key ${who.identityKey.slice(0, 8)}…`),
    ...about('Whose keys are open to all', (who) => who.publishings > 0, (one, who) =>
      say`${one}'s public keys, published ${times(who.publishings)}.`),
    ...about('Who asked for whom', (who) => who.lookUps > 0, (one, who, other) => (who.lookUps === 1
      ? say`${one} asked for ${other}'s keys.`
      : say`${one} asks for ${other}'s keys again and again: are they there, are they still the same?`)),
    ...about('Who is there', (who) => who.polls > 0, (one) =>
      say`${one} asks for messages again and again, and so shows when ${one} is there.`),
    ...(all.refusals === 0 ? [] : [entry('refusals', 'What it refused', say`${counted(all.refusals, 'request')}.`)]),
  ];
}

/** @returns what the relay has for it that this is the person */
function proof(all, who) {
  if (who.proven) {
    return 'proved, by a signature';
  }
  return all.level === CLASSIC ? 'nobody proved it, anybody can say so' : 'not proved yet';
}

/** A ciphertext of AES-GCM is exactly as long as its text. */
const lengths = (who) => (who.longest === 0 ? '' : `, ${range(who.shortest, who.longest, 'byte')}`);

const waiting = (all, who) => who.sent - (all.people.get(nameOfOther(all, who))?.fetched ?? 0);

/** @param all what `tally` returned */
export function cannotKnow(all) {
  const people = [...all.people.values()].filter((who) => who.since !== null);
  const about = (term, has, sentence) =>
    people.filter(has).map((who) => entry(`${term} ${who.name}`, term, sentence(name(who.name), who)));
  const offerer = people.find((who) => who.offers > 0);
  return [
    ...about('The text', (who) => who.sent > 0, (one, who) =>
      say`What ${one} wrote: ${counted(who.sent, 'text')}, ${counted(who.bytes, 'byte')} in all.`),
    ...(offerer === undefined ? [] : agreed(all, offerer)),
    ...about('The private halves', (who) => who.publishings > 0, (one) =>
      say`Those of ${one}'s public keys: they never left ${one}'s computer.`),
    ...about('The private identity keys', (who) => who.identityKey !== '', (one) =>
      say`${one}'s Ed25519 private key: a signature shows that it is there, not what it is.`),
  ];
}

/** @param offerer who began */
function agreed(all, offerer) {
  return all.level === CLASSIC
    ? [
      entry('master secret', 'The master secret',
        say`32 bytes, encrypted to ${otherIn(all, offerer)}'s public key: only the private key opens them.`),
      entry('session keys', 'The session key',
        say`One for both directions: both sides make it from the master secret, and send it nowhere.`),
    ]
    : [
      entry('session keys', 'The session keys',
        say`Both sides make them from ${name(offerer.name)}'s offer and the private halves, and send them nowhere.`),
      entry('safety', 'The safety comparison',
        say`Whether both have compared the safety number, by another way than this chat.`),
    ];
}

/** @returns what all of the second column depends on, or "" while there is nothing in it */
export function caveat(all) {
  if (cannotKnow(all).length === 0) {
    return '';
  }
  return all.level === CLASSIC
    ? 'All this only as long as the relay just watches. At this level it could give out a key of its own in place '
      + 'of the right one, and read everything. Nobody would notice.'
    : 'Against a relay that cheats, all this holds once both have compared the safety number. Before that, it '
      + 'could have put keys of its own in between.';
}

const nameOfOther = (all, who) => [...all.people.keys()].find((one) => one !== who.name) ?? '';

const otherIn = (all, who) => name(nameOfOther(all, who) || 'somebody');
