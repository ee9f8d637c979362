import { isoWeekOf } from '../../indicator/period.ts';
import type { Paper } from '../paper.ts';
import { writeCaseload } from './caseload.ts';
import type { PaperInput } from './input.ts';
import { coreCodes, groupTable, matrixCodes, writeIndicators } from './kpis.ts';
import { asOf } from './lines.ts';
import { writeLongPending } from './long-pending.ts';
import { writeMoney } from './money.ts';
import { writeDue, writeNodes } from './nodes.ts';
import { writeNotes } from './notes.ts';
import { problemWords, writeProblems, writeRectifications } from './problems.ts';
import { scribeOf } from './scribe.ts';

/** Whom a paper of a court is for. */
export function addresseesOf({ court, courts }: PaperInput['base']): string {
	if (courts.length === 1) return '本院各部门';
	return court.level === 'higher' ? '全省各级法院，本院各部门' : '全市各基层人民法院，本院各部门';
}

/** 执行工作周通报. */
export function buildWeekly(input: PaperInput): Paper {
	const scribe = scribeOf(input);
	const { base, boards } = input;
	const now = asOf(input);
	const { year, week } = isoWeekOf(base.period.from);
	writeCaseload(scribe, '本周总体情况');
	writeIndicators(scribe, '核心指标', coreCodes);
	const below = base.courts.length > 1;
	scribe.heading(1, below ? '各院情况' : '各团队、各承办人情况');
	groupTable(scribe, boards.groups, 'groups', below ? '各法院主要指标（本年累计）' : '各部门（团队）主要指标（本年累计）', matrixCodes);
	if (boards.persons) groupTable(scribe, boards.persons, 'persons', '各承办人主要指标（本年累计）', matrixCodes, true);
	writeNodes(scribe, now, '节点超期与锁死');
	writeDue(scribe, now, '即将到期', { near: 7, far: 15, seals: 30 });
	writeMoney(scribe, '执行案款');
	const long = writeLongPending(scribe, '长期未结案件');
	writeProblems(scribe, problemWords(scribe, now, long, coreCodes), { problems: '存在的问题', demands: '下周工作要求' });
	writeRectifications(scribe, '整改落实情况');
	writeNotes(scribe);
	return scribe.finish(`关于${year}年第${week}周执行工作情况的通报`, addresseesOf(base));
}
