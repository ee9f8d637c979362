import type { CourtSettings } from '../directory/types.ts';
import type { ChainRole, ChainStep, PeriodKind } from './types.ts';

/** Which approval chains a court follows: those of the seeds S0, S1 (default) or S2. */
export type ChainPreset = NonNullable<CourtSettings['periodChains']>;

type Office = readonly [role: ChainRole, label: string];

const divisionChief: Office = ['division-chief', '庭长'];
const vicePresident: Office = ['vice-president', '分管院领导'];
const president: Office = ['president', '院长'];
/** S1: the leader in charge of trial management is one of the vice-presidents. */
const managementLeader: Office = ['vice-president', '分管审判管理的院领导'];
const management: Office = ['trial-management', '审管办'];

const layered: readonly Office[] = [divisionChief, vicePresident, president];

function everyKind(steps: readonly Office[]): Readonly<Record<PeriodKind, readonly Office[]>> {
	return { extension: steps, stop: steps, pause: steps, deduction: steps, deferral: steps, conversion: steps };
}

/**
 * The chains by preset and kind. S0: 审限变更审批一律由审判管理部门办理. S1: 延审、程序变更由庭长、分管院领导、院长层层审批, 扣审由主管审判管理的
 * 院领导审批. S2: 审理、执行期限变更报送院长审核.
 */
export const chains: Readonly<Record<ChainPreset, Readonly<Record<PeriodKind, readonly Office[]>>>> = {
	S0: everyKind([management]),
	S1: { ...everyKind([managementLeader]), extension: layered, conversion: layered },
	S2: everyKind([president]),
};

/** The preset of a court that has chosen none. */
export const defaultPreset: ChainPreset = 'S1';

/** The steps that a request at a court goes through; one that overrides a repeated ground always ends with the president. */
export function chainFor(court: string, preset: ChainPreset | undefined, kind: PeriodKind, override: boolean): readonly ChainStep[] {
	const offices = chains[preset ?? defaultPreset][kind];
	const all = override && offices.at(-1)?.[0] !== 'president' ? [...offices, president] : offices;
	return all.map(([role, label]) => ({ court, role, label }));
}
