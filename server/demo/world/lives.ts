import type { Directory } from './directory.ts';
import type { Days } from './days.ts';
import type { Draft } from './event.ts';
import type { Filing, Frame } from './filings.ts';
import { CLEAN_COURT } from './courts.ts';
import { enforcementLife, resumedLife } from './enforcement.ts';
import { drawProfile, type Profile } from './profile.ts';
import { randomFor, type Random } from './random.ts';
import { buildStaff, type Staff } from './staff.ts';
import { civilLife, preservationLife } from './trial.ts';
import type { Walk } from './walk.ts';

/** The planned life of one case, in which every locking clock is met in time. */
export interface Life {
	readonly filing: Filing;
	readonly drafts: readonly Draft[];
	/** A later case rests on the day this one ended, so it must not move. */
	fixed: boolean;
	/** A civil case that waits for an expert, a party or a second hearing when the demo starts. */
	readonly slow?: boolean;
}

interface Earlier {
	readonly life: Life;
	readonly profile: Profile;
	readonly closedOn: number;
	readonly remainingFen: number;
}

const AGED_CASES = 4;
const LONG_SHARE = 0.007;
const SLOW_SHARE = 0.22;
const REST_BEFORE_RESUMING = 60;

function isAgedFiling(filing: Filing, frame: Frame): boolean {
	const age = frame.start - filing.day;
	return filing.type === '执' && filing.court !== CLEAN_COURT && age >= 425 && age <= 470;
}

/** A civil case filed some weeks or months before the start that may still be open then. */
function isSlowFiling(filing: Filing, frame: Frame, random: Random): boolean {
	const age = frame.start - filing.day;
	const inside = filing.type === '民初' && filing.court.length > 5 && age >= 45 && age <= 135;
	return inside && random.chance(SLOW_SHARE);
}

function rememberEnded(pool: Map<string, Earlier[]>, life: Life, profile: Profile): void {
	const closed = life.drafts.find((draft) => draft.type === 'case-closed' && draft.data['mode'] === 'round-ended');
	if (!closed) return;
	const remainingFen = profile.claimFen - Number(closed.data['recoveredFen']);
	const { court } = life.filing;
	pool.set(court, [...(pool.get(court) ?? []), { life, profile, closedOn: closed.day, remainingFen }]);
}

function takeEnded(pool: Map<string, Earlier[]>, filing: Filing): Earlier | undefined {
	const cases = pool.get(filing.court) ?? [];
	const at = cases.findIndex((earlier) => earlier.closedOn + REST_BEFORE_RESUMING < filing.day && earlier.remainingFen > 100_000);
	const [found] = at < 0 ? [] : cases.splice(at, 1);
	if (found) found.life.fixed = true;
	return found;
}

/** The number of a first case that ended before the world begins. */
function olderNumber(filing: Filing, number: number): string {
	return filing.caseNumber.replace(/\d{4}/u, (year) => String(Number(year) - 2)).replace(/执恢\d+号$/u, `执${number}号`);
}

function live(walk: Walk, special: 'long' | 'aged' | undefined, first: Earlier | undefined, slow: boolean): void {
	const { type } = walk.filing;
	if (type === '执') enforcementLife(walk, special);
	else if (type === '执恢') resumedLife(walk, first?.life.filing.caseNumber ?? olderNumber(walk.filing, walk.random.int(11, 980)));
	else if (type === '执保') preservationLife(walk);
	else civilLife(walk, slow);
}

/** What all lives of a world share. */
export interface Setting {
	readonly seed: number;
	readonly days: Days;
	readonly frame: Frame;
	readonly staff: Staff;
}

/** The setting of a world with the people of a directory. */
export function buildSetting(seed: number, days: Days, frame: Frame, directory: Directory): Setting {
	return { seed, days, frame, staff: buildStaff(directory, days) };
}

/** Plans the life of every filed case; resumed cases take up earlier ones of the same court. */
export function planLives(setting: Setting, filings: readonly Filing[]): Life[] {
	const pool = new Map<string, Earlier[]>();
	let aged = 0;
	return filings.map((filing) => {
		const random = randomFor(setting.seed, filing.caseKey);
		const first = filing.type === '执恢' ? takeEnded(pool, filing) : undefined;
		const own = drawProfile(random, filing);
		const profile = first ? { ...first.profile, channel: own.channel, claimFen: first.remainingFen } : own;
		const isAged = aged < AGED_CASES && isAgedFiling(filing, setting.frame);
		if (isAged) aged += 1;
		const walk: Walk = { filing, profile, random, days: setting.days, frame: setting.frame, staff: setting.staff, drafts: [] };
		const slow = isSlowFiling(filing, setting.frame, random);
		live(walk, isAged ? 'aged' : random.chance(LONG_SHARE) ? 'long' : undefined, first, slow);
		const drafts = [...walk.drafts].sort((a, b) => a.day - b.day);
		const life = { filing, drafts, fixed: false, ...(slow ? { slow } : {}) };
		rememberEnded(pool, life, profile);
		return life;
	});
}
