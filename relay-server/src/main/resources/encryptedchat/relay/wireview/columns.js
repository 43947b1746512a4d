/**
 * What the relay knows, and what it cannot know: two lists of concrete sentences about one conversation. Each entry
 * has a key, so that one that changes changes in its place.
 */

import { clock, counted, name, range, say } from './say.js';

const entry = (key, term, parts) => ({ key, term, parts });

const CLASSIC = 'classic';

/** @param all what `tally` returned */
export function knows(all) {
  const people = [...all.people.values()].filter((who) => who.since !== null);
  return [
    ...people.map((who) => entry(`who ${who.name}`, 'Who', identity(all, who))),
    ...people.filter((who) => who.identityKey !== null).map((who) => entry(`key ${who.name}`, 'Which identity',
      say`${name(who.name)}'s identity key begins ${who.identityKey.slice(0, 12)}. Whoever holds its private half is ${name(who.name)} here.`)),
    ...people.filter((who) => who.exchangeKeys > 0).map((who) => entry(`exchange key ${who.name}`, 'Whose key',
      say`${name(who.name)}'s public exchange key, published ${counted(who.exchangeKeys, 'time')}. It is open to all.`)),
    ...people.filter((who) => who.lookUps > 0).map((who) => entry(`look up ${who.name}`, 'Who asked for whom',
      say`${name(who.name)} asked for ${otherIn(all, who)}'s keys ${counted(who.lookUps, 'time')}.`)),
    ...people.filter((who) => who.secrets > 0).map((who) => entry(`secret ${who.name}`, 'Who began',
      say`${name(who.name)} sent ${otherIn(all, who)} an encrypted master secret at ${clock(who.secretAt)}${who.secrets > 1 ? `, for the ${who.secrets}th time` : ''}.`)),
    ...people.filter((who) => who.sent > 0).flatMap((who) => traffic(all, who)),
    ...people.filter((who) => who.polls > 0).map((who) => entry(`polls ${who.name}`, 'Who is there',
      say`${name(who.name)} asked for messages ${counted(who.polls, 'time')}, and was last here at ${clock(who.last)}.`)),
    ...(all.refusals === 0 ? [] : [entry('refusals', 'What it refused', say`${counted(all.refusals, 'request')} of ${all.requests}.`)]),
  ];
}

function identity(all, who) {
  const since = say`${name(who.name)} is here since ${clock(who.since)}.`;
  if (who.proven) {
    return [...since, ' Signed with the identity key of that name.'];
  }
  return all.level === CLASSIC ? [...since, ' Nobody has proved it: at this level anybody can say so.'] : [...since, ' Not proved yet.'];
}

function traffic(all, who) {
  const other = otherIn(all, who);
  const waiting = who.sent - (all.people.get(nameOfOther(all, who))?.fetched ?? 0);
  return [
    entry(`often ${who.name}`, 'How often, and when',
      say`${name(who.name)} wrote to ${other} ${counted(who.sent, 'time')}, last at ${clock(who.sentAt)}.${waiting > 0 ? ` ${counted(waiting, 'message')} not fetched yet.` : ''}`),
    ...(who.longest === 0 ? [] : [entry(`long ${who.name}`, 'How long',
      say`${range(who.shortest, who.longest, 'byte')}: a ciphertext is exactly as long as its text.`)]),
  ];
}

/** @param all what `tally` returned */
export function cannotKnow(all) {
  const people = [...all.people.values()].filter((who) => who.since !== null);
  const secret = people.find((who) => who.secrets > 0);
  const writers = people.filter((who) => who.sent > 0);
  return [
    ...writers.map((who) => entry(`text ${who.name}`, 'The text',
      say`What ${name(who.name)} wrote: ${counted(who.sent, 'text')}, ${counted(who.bytes, 'byte')} of UTF-8.`)),
    ...(secret === undefined ? [] : [
      entry('master secret', 'The master secret',
        say`32 bytes, encrypted to ${otherIn(all, secret)}'s public key (RSA-OAEP). Only the private key opens them.`),
      entry('session keys', 'The session keys', all.level === CLASSIC
        ? say`One key for both directions, made of the master secret by HKDF on both sides. It never crosses the wire.`
        : say`One key for each direction, made of the master secret by HKDF on both sides. They never cross the wire.`)]),
    ...people.filter((who) => who.exchangeKeys > 0).map((who) => entry(`private exchange ${who.name}`, 'The private exchange key',
      say`${name(who.name)}'s RSA private key. It never left ${name(who.name)}'s computer.`)),
    ...people.filter((who) => who.identityKey !== null).map((who) => entry(`private identity ${who.name}`, 'The private identity key',
      say`${name(who.name)}'s Ed25519 private key. Signatures show that it is there, and not what it is.`)),
    ...(secret === undefined || all.level === CLASSIC ? [] : [entry('safety', 'The safety comparison',
      say`Whether both have compared the safety number, by another way than this chat.`)]),
  ];
}

/** @returns what all of the second column depends on, or "" while there is nothing in it */
export function caveat(all) {
  if (cannotKnow(all).length === 0) {
    return '';
  }
  return all.level === CLASSIC
    ? 'All this only as long as the relay just watches. At this level it could give out a key of its own as the other one\'s, and read everything. Nobody would notice.'
    : 'All this holds against a relay that cheats too, once both have compared the safety number; before that, it could have put a key of its own in between.';
}

const nameOfOther = (all, who) => [...all.people.keys()].find((one) => one !== who.name) ?? '';

const otherIn = (all, who) => name(nameOfOther(all, who) || 'somebody');
