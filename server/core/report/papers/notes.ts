import { longDay, longMoment } from '../wording.ts';
import { daysBetween } from '../../time/civil.ts';
import { dayOfInstant } from '../../time/zone.ts';
import type { Scribe } from './scribe.ts';

/** Sources, caveats and how to read the figures: the last part of every paper. */
export function writeNotes(
	scribe: Scribe,
	options: { readonly lists?: boolean; readonly sealed?: boolean; readonly year?: boolean } = {},
): void {
	const { base, input } = scribe;
	const { zone } = base.court;
	const { lists = true, sealed = false, year = true } = options;
	const scope = base.courts.length > 1 ? `${base.court.name}及下辖${base.courts.length - 1}个法院` : base.court.name;
	const moment = base.running ? `统计期尚未届满，截至${longMoment(base.cutOffAt, zone)}` : `数据截止时点为${longDay(input.lists.day)}24时`;
	scribe.note(`统计范围：${scope}。${moment}，制作于${longMoment(base.madeAt, zone)}。数据来源：执行指挥大屏汇集的办案系统数据。`);
	scribe.note(feedNote(scribe));
	const late = daysBetween(input.lists.day, dayOfInstant(base.madeAt, zone)) > 1;
	if (lists)
		scribe.note(
			`节点、锁死、案款和长期未结名单还原为截止时点的状态；承办人、部门和停止计算以制作时为准${late ? '。本材料为补制，其后补录的事实已计入' : ''}。`,
		);
	if (sealed) scribe.note('查封不动产名单截至制作时，不还原为截止时点。');
	scribe.note(
		`${year ? `本年累计自${longDay(base.year.from)}起。` : ''}同比为与上年同期比较，环比为与上一统计期比较；百分率之差以百分点表示，用时之差以天表示。没有分母的以“—”表示，不参加比较。${base.ranking ? '' : '不作排名。'}`,
	);
	const open = [...base.catalogue.values()]
		.filter((info) => info.definition.includes('口径待核') && cites(scribe, info.code))
		.map((info) => info.name);
	if (open.length > 0) scribe.note(`下列指标的计算口径尚待核定，引用时请注明“口径待核”：${open.join('、')}。`);
}

const cites = (scribe: Scribe, code: string): boolean => scribe.cites.figures.some((figure) => figure.code === code);

function feedNote({ base }: Scribe): string {
	const { completeThrough, late } = base.feeds;
	const { zone } = base.court;
	if (late.length > 0) {
		const named = late.map(({ court, completeThrough: through }) => {
			const name = base.directory.courts.get(court)?.name ?? court;
			return through ? `${name}（只完整到${longMoment(through, zone)}）` : `${name}（未申报数据完整时点）`;
		});
		return `下列法院的来源系统数据不完整，其数字可能偏少：${named.join('、')}。`;
	}
	if (!completeThrough) return '来源系统未申报数据完整时点，截止时点以前发生、尚未报送的事实未计入。';
	return '来源系统数据已完整到截止时点。';
}
