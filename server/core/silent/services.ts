import { numberOf, type CaseEvent } from '../case/case-event.ts';
import type { CaseView } from '../case/case-state.ts';
import type { CourtSettings } from '../directory/types.ts';
import type { CourtDate } from '../time/types.ts';
import { silentKinds } from './steps.ts';

/** What a court does in every case of a kind, so that the order in which cases get it can be compared. */
export const services = ['net-query', 'notice', 'payment', 'price'] as const;

/** A service's code. */
export type Service = (typeof services)[number];

/** Names of the services, as on the list. */
export const serviceNames: Readonly<Record<Service, string>> = {
	'net-query': '首次网络查控',
	notice: '发出执行通知书',
	payment: '首次发放案款',
	price: '启动确定参考价',
};

/** Days by which a newer case must be ahead, where a court has set nothing. */
export const defaultSelectiveDays = 15;

/** The days by which a newer case must be ahead at a court. */
export function selectiveDaysOf(settings: CourtSettings | undefined): number {
	return settings?.selectiveDays ?? defaultSelectiveDays;
}

/** One service of a case: since when it could be rendered, and when it first was; with what cases are compared by. */
export interface ServiceState {
	readonly handler?: string;
	readonly caseClass: string;
	readonly filedOn: CourtDate;
	readonly closed: boolean;
	readonly service: Service;
	readonly ableOn: CourtDate;
	readonly doneOn?: CourtDate;
}

/** Assets that still wait for a price, by id, with the day of their sealing. */
function unpriced(facts: readonly CaseEvent[]): ReadonlyMap<string, CourtDate> {
	const waiting = new Map<string, CourtDate>();
	for (const { type, on, data } of facts) {
		const assetId = data.assetId as string | undefined;
		if (!assetId) continue;
		if (type === 'asset-sealed' && data.assetKind !== 'deposit' && data.rank === 1 && data.forSale !== false) {
			if (!waiting.has(assetId)) waiting.set(assetId, on);
		} else if (['seal-released', 'asset-handed-over', 'set-off-ruled'].includes(type)) waiting.delete(assetId);
	}
	return waiting;
}

/**
 * The services of an enforcement case. A case that cannot have one (no money has arrived, nothing is sealed that could be sold) has no row of it:
 * nobody has passed it over.
 */
export function servicesOf(view: CaseView): readonly ServiceState[] {
	const { facts, filedOn, handler } = view;
	if (!(silentKinds as readonly string[]).includes(view.state.kind)) return [];
	// The same type of number and the same kind of title.
	const shared = { ...(handler ? { handler } : {}), caseClass: `${view.type}|${view.basis ?? ''}`, filedOn, closed: !!view.closedOn };
	const first = (type: string): CourtDate | undefined => facts.find((event) => event.type === type)?.on;
	const row = (service: Service, ableOn: CourtDate | undefined, doneOn: CourtDate | undefined): readonly ServiceState[] => {
		const since = ableOn ?? doneOn;
		return since ? [{ ...shared, service, ableOn: since, ...(doneOn ? { doneOn } : {}) }] : [];
	};
	const arrived = facts.find((event) => event.type === 'money-arrived' && numberOf(event.data, 'amountFen') > 0)?.on;
	const sealed = [...unpriced(facts).values()].reduce<CourtDate | undefined>((least, on) => (least && least < on ? least : on), undefined);
	return [
		...row('net-query', filedOn, first('net-query-launched')),
		...row('notice', filedOn, first('notice-issued')),
		...row('payment', arrived, first('money-paid')),
		...row('price', sealed, first('price-started')),
	];
}
