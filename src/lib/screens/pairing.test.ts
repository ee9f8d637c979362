import { describe, expect, it } from 'vitest';
import type { PairingOffer } from '../contract/screens.ts';
import {
	codeGroups,
	codeLeftMs,
	leftWords,
	nextPairing,
	pairAddress,
	pairingDeed,
	pairingPauseMs,
	pairingStart,
	type PairingOutcome,
	type PairingState,
} from './pairing.ts';

const offer = (code: string): PairingOffer => ({ id: `p-${code}`, code, secret: 's', expiresAt: '2026-11-20T06:10:00.000Z' });
const offered = (code: string): PairingOutcome => ({ kind: 'offered', offer: offer(code), leftMs: 600_000 });
const answered = (state: 'waiting' | 'expired' | 'refused'): PairingOutcome => ({ kind: 'answered', answer: { state } });
const paired: PairingOutcome = { kind: 'answered', answer: { state: 'paired', screen: 'scr-7', token: 't' } };

/** Runs outcomes a second apart and answers the last state. */
const after = (...outcomes: readonly PairingOutcome[]): PairingState =>
	outcomes.reduce((state, outcome, index) => nextPairing(state, outcome, index * 1_000), pairingStart);

describe('a screen without a token', () => {
	it('asks for a code, waits for it to be typed, and becomes its screen', () => {
		expect(pairingDeed(pairingStart, 0)).toBe('ask');
		const waiting = after(offered('ABCD2345'), answered('waiting'));
		expect(waiting.offer?.code).toBe('ABCD2345');
		expect(pairingDeed(waiting, 2_000)).toBe('collect');
		const done = nextPairing(waiting, paired, 3_000);
		expect(done.paired).toBe('scr-7');
		expect(pairingDeed(done, 700_000)).toBe('done');
	});

	it('asks for another code by itself when the old one has ended, by its own reckoning or by the server’s word', () => {
		const waiting = after(offered('ABCD2345'));
		expect(pairingDeed(waiting, 599_999)).toBe('collect');
		expect(pairingDeed(waiting, 600_000)).toBe('ask');
		const expired = nextPairing(waiting, answered('expired'), 5_000);
		expect(expired.offer).toBeUndefined();
		expect(pairingDeed(expired, 5_000)).toBe('ask');
	});

	it('keeps a code on show that still holds while the server is away, and drops one that does not', () => {
		const away = nextPairing(after(offered('ABCD2345')), { kind: 'unreachable' }, 100_000);
		expect(away).toMatchObject({ away: true, offer: { code: 'ABCD2345' } });
		expect(nextPairing(away, answered('waiting'), 102_000).away).toBe(false);
		expect(nextPairing(away, { kind: 'unreachable' }, 600_000)).toEqual({ away: true });
	});

	it('says that it was refused, with its next code too, until that one is answered', () => {
		const refused = after(offered('ABCD2345'), answered('refused'));
		expect(refused).toEqual({ away: false, note: 'refused' });
		const next = nextPairing(refused, offered('EFGH6789'), 4_000);
		expect(next).toMatchObject({ note: 'refused', offer: { code: 'EFGH6789' } });
		expect(nextPairing(next, answered('expired'), 5_000).note).toBeUndefined();
	});

	it('leaves a crowded server alone for a while, but never its own code', () => {
		const crowded = after({ kind: 'crowded' });
		expect(crowded.note).toBe('crowded');
		expect(pairingPauseMs(crowded)).toBeGreaterThan(10_000);
		const waiting = after(offered('ABCD2345'), { kind: 'crowded' });
		expect(waiting.offer?.code).toBe('ABCD2345');
		expect(pairingPauseMs(waiting)).toBe(2_000);
	});
});

describe('the code', () => {
	it('is reckoned by the server’s clock, whatever the screen’s says', () => {
		const ends = '2026-11-20T06:10:00.000Z';
		expect(codeLeftMs(ends, 'Fri, 20 Nov 2026 06:01:00 GMT', Date.parse('1970-01-01'))).toBe(540_000);
		expect(codeLeftMs(ends, null, Date.parse('2026-11-20T06:08:00Z'))).toBe(120_000);
		expect(codeLeftMs(ends, 'nonsense', Date.parse('2030-01-01'))).toBe(0);
		expect(codeLeftMs('nonsense', null, 0)).toBe(600_000);
	});

	it('is read in two groups, and its time in words', () => {
		expect(codeGroups('ABCD2345')).toEqual(['ABCD', '2345']);
		expect(leftWords(545_000)).toBe('9 分 05 秒');
		expect(leftWords(59_001)).toBe('1 分 00 秒');
		expect(leftWords(59_000)).toBe('59 秒');
		expect(leftWords(-1)).toBe('0 秒');
	});

	it('goes into the address of the desk whole', () => {
		expect(pairAddress('https://wall.example', 'ABCD2345')).toBe('https://wall.example/desk/screens/pair?code=ABCD2345');
		expect(pairAddress('https://wall.example', 'ABCD2345', 'sf-01')).toMatch(/code=ABCD2345&court=sf-01$/);
	});
});
