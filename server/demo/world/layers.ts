import { addDays, addMonths } from '../../core/time/civil.ts';
import type { CourtDate } from '../../core/time/types.ts';
import type { Days } from './days.ts';

/** A layer of rules as an administrator loads it. */
export interface LayerText {
	readonly court: string;
	readonly text: string;
}

/** The court with the courts below it that has confirmed limits of its own; the other city has no layer, so that its limits stay 待核. */
export const CITY_COURT = 'sf-01';
const PROVINCE_COURT = 'sf-higher';
/** The basic court that closes for two days after the start. */
export const CLOSED_COURT = 'sf-0102';

/** Whether the layer of the city holds at a court. */
export function isUnderCity(court: string): boolean {
	return court.startsWith(CITY_COURT);
}

/** The first trigger day of the layers: the first of a month, eight months before the demo starts. */
export function rulesFrom(startOn: CourtDate): CourtDate {
	return `${addMonths(startOn, -8).slice(0, 7)}-01` as CourtDate;
}

/** The layers of the invented province and of one of its cities, above before below. Numbers of documents are invented. */
export function ruleLayers(startOn: CourtDate): readonly LayerText[] {
	const from = rulesFrom(startOn);
	const issued = addDays(from, -13);
	const year = issued.slice(0, 4);
	return [
		{
			court: PROVINCE_COURT,
			text: `court: ${PROVINCE_COURT}
issued: ${issued}
document: 示高法〔${year}〕3号
change:
  # 全国规则为六十日，本省收紧。
  - { node: enf-archive, clock: management, from: ${from}, limit: 45, basis: 示范省高级人民法院执行案件归档办法第五条：结案后四十五日内归档 }
`,
		},
		{
			court: CITY_COURT,
			text: `court: ${CITY_COURT}
issued: ${issued}
document: 示中法〔${year}〕7号
confirm:
  # 查封房产自查封之日起九十日内处置，超期锁定。
  - { node: enf-quick-disposal, clock: management, from: ${from} }
  - { node: enf-pay-start, clock: management, from: ${from} }
change:
  - { node: enf-appreply, clock: management, from: ${from}, limit: 2, basis: 示范市中级人民法院执行便民规定第三条：留言两个工作日内回复 }
enable:
  - { node: enf-accept, from: ${from} }
  - { node: enf-notify-clue, from: ${from} }
  - { node: tri-serve-complaint, from: ${from} }
`,
		},
	];
}

/** Days off of one basic court, as its administrator loads them: two working days in a row, some two weeks after the start. */
export function closureOf(
	start: number,
	days: Days,
): {
	readonly court: string;
	readonly year: number;
	readonly kind: 'closure';
	readonly document: string;
	readonly text: string;
} {
	let first = days.plusWorking(start, 11);
	while (!days.isWorking(first + 1) || days.text(first).slice(0, 4) !== days.text(first + 1).slice(0, 4))
		first = days.plusWorking(first, 1);
	const from = days.text(first);
	const year = Number(from.slice(0, 4));
	return {
		court: CLOSED_COURT,
		year,
		kind: 'closure',
		document: `澄法办〔${year}〕15号`,
		text: `${from}至${days.text(first + 1)} 休 审判综合楼供电线路检修`,
	};
}
