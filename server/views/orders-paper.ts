import type { OrderPage, OrderRowView } from '../../src/lib/contract/orders.ts';
import type { OrderKind } from '../core/orders/types.ts';
import type { OrderRow } from '../store/orders.ts';
import { courtName, personName, type ViewContext } from './view-context.ts';

/** 「2026年11月20日」. */
function written(day: string): string {
	const [year, month, date] = day.split('-');
	return `${year}年${Number(month)}月${Number(date)}日`;
}

const openings: Readonly<Record<OrderKind, (order: OrderRowView) => string>> = {
	enforce: ({ caseNumber, title }) =>
		caseNumber
			? `申请执行人就你院${caseNumber}一案申请执行监督，理由为：${title}。本院经审查，情况如下：`
			: `关于${title}，本院经审查，情况如下：`,
	item: ({ caseNumber, title }) => `现就${caseNumber ? `${caseNumber}一案` : ''}${title}一事予以督办：`,
	president: ({ title }) => `关于${title}，现通报情况并提出要求如下：`,
};

const demands: Readonly<Record<OrderKind, (due: string) => string>> = {
	enforce: (due) => `责令你院于${due}前执行，并将执行情况书面报告本院。`,
	item: (due) => `请于${due}前通过平台反馈办理情况。`,
	president: (due) => `请于${due}前报送整改方案，写明整改措施、责任人和时限。`,
};

const closings: Readonly<Partial<Record<OrderKind, string>>> = {
	enforce: '逾期未执行且无正当理由的，本院将裁定提级执行或者指令其他人民法院执行。',
	item: '逾期未反馈的，将报你院分管院领导并通报。',
};

const headings: Readonly<Record<OrderKind, string>> = { enforce: '督 促 执 行 令', item: '执行督办事项通知', president: '院 长 督 办 令' };

/** The paper that an order is: title, number, addressee, body, demand, signature, as it is printed. */
export function orderPaper(context: ViewContext, row: OrderRow, order: OrderRowView): OrderPage['paper'] {
	const { kind } = order;
	const signer = kind === 'president' && row.signed_by ? personName(context, row.signed_by) : undefined;
	const issuer = courtName(context, row.court_code);
	const closing = closings[kind];
	return {
		heading: issuer,
		title: headings[kind],
		number: order.number ?? '（拟稿，未编号）',
		addressee: order.toName,
		opening: openings[kind](order),
		body: row.body.split(/\n+/).filter((line) => line.trim() !== ''),
		demand: demands[kind](written(row.due_on)),
		basis: row.basis,
		...(closing ? { closing } : {}),
		...(signer ? { signer } : {}),
		signature: kind === 'item' ? `${issuer}执行指挥中心` : issuer,
		date: row.signed_on ? written(row.signed_on) : '',
		...(kind === 'enforce' ? { copyTo: '申请执行人' } : {}),
	};
}
