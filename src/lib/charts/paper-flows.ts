import type { PaperChartView } from '../contract/paper-page.ts';

type Flow = NonNullable<PaperChartView['flows']>[number];

/**
 * Flows without circles, as a flow chart can only run forward: what returns to an earlier stage ends in a stage of its own, 「查控（返回）」.
 * Flows from a stage to itself, and flows of nothing, are left out.
 */
export function forwardFlows(flows: readonly Flow[]): readonly Flow[] {
	const next = new Map<string, string[]>();
	const reaches = (from: string, goal: string): boolean => from === goal || (next.get(from) ?? []).some((each) => reaches(each, goal));
	return flows
		.filter(({ from, to, value }) => from !== to && value > 0)
		.map((flow) => {
			if (reaches(flow.to, flow.from)) return { ...flow, to: `${flow.to}（返回）` };
			next.set(flow.from, [...(next.get(flow.from) ?? []), flow.to]);
			return flow;
		});
}

/** Stages in the order of the flows, each with what passes through it. */
export function stagesOf(flows: readonly Flow[]): ReadonlyMap<string, number> {
	const into = new Map<string, number>();
	const out = new Map<string, number>();
	for (const { from, to, value } of flows) {
		out.set(from, (out.get(from) ?? 0) + value);
		into.set(to, (into.get(to) ?? 0) + value);
	}
	const names = new Set(flows.flatMap(({ from, to }) => [from, to]));
	return new Map([...names].map((name) => [name, Math.max(into.get(name) ?? 0, out.get(name) ?? 0)]));
}
