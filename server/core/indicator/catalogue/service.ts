import { courtOnly, entriesOf, sum } from './build.ts';
import type { Summed } from './types.ts';

const s1 = '营商环境指标文件（来源 S1）';
const s2 = '工作文件（来源 S2）';

/** A share that the office fills in: so many of so many. */
const share = (
	code: string,
	name: string,
	of: Summed,
	among: Summed,
	words: readonly [verb: string, piece: string],
	definition: string,
	source: string,
) => ({
	code,
	name,
	unit: '%' as const,
	direction: 'up' as const,
	moves: 'both' as const,
	work: 'more' as const,
	verb: words[0],
	piece: words[1],
	numerator: [sum(of)],
	denominator: [sum(among)],
	definition,
	mark: 'proposal' as const,
	source,
	by: courtOnly,
});

/** Litigation service and technology (domain catalogue §3.3, codes `svc.`). */
export const serviceEntries = entriesOf('service', [
	share('svc.net_pay', '网上缴费率', 'fee-paid-online', 'fee-paid', ['网上缴费', '次'], '网上缴纳诉讼费的次数÷缴费次数，由立案庭填报', s1),
	share(
		'svc.e_service',
		'电子送达率',
		'service-items-electronic',
		'service-items',
		['电子送达', '次'],
		'电子送达次数÷送达次数，由送达中心填报',
		`${s1}、${s2}`,
	),
	share(
		'svc.e_cover',
		'电子送达覆盖度',
		'service-cases-electronic',
		'service-cases',
		['电子送达', '件'],
		'至少有一次电子送达的案件数÷有送达的案件数，由送达中心填报',
		s1,
	),
	share(
		'svc.tech_court',
		'科技法庭使用率',
		'hearing-tech',
		'hearing-all',
		['使用科技法庭开庭', '次'],
		'在科技法庭进行的庭审次数÷庭审次数，由技术部门填报',
		s1,
	),
	share('svc.live', '庭审直播率', 'hearing-live', 'hearing-all', ['直播', '次'], '直播的庭审次数÷庭审次数，由技术部门填报', s1),
	share(
		'svc.efile_ok',
		'电子卷宗合格率',
		'efile-ok',
		'efile-checked',
		['补正合格', '份'],
		'检查合格的电子卷宗份数÷检查份数，由审管办填报',
		s1,
	),
	share(
		'svc.online_use',
		'在线服务平台综合利用率',
		'online-services-used',
		'online-services',
		['在线办理', '次'],
		'在线办理的事项次数÷可以在线办理的事项次数，由立案庭填报；文件没有给出构成',
		s2,
	),
	{
		code: 'svc.fee_refund',
		name: '胜诉退费及时率',
		unit: '%',
		direction: 'up',
		work: 'misses',
		piece: '笔未按时退费',
		numerator: [sum('fee-refund-in-time')],
		denominator: [sum('fee-refund-due')],
		definition: '退费时限（一个工作日）在期内届满的应退诉讼费中按时退还的比例',
		mark: 'proposal',
		source: s2,
	},
]);
