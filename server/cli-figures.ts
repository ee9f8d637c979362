import { placeOf, withContext } from './cli-rules.ts';
import type { Config } from './config.ts';
import { checkNames, type Reconciled } from './core/reconcile/checks.ts';
import type { FlowContext } from './flows/context.ts';
import { rebuildRollup } from './flows/rebuild-rollup.ts';
import { reconcileCourt } from './flows/reconcile.ts';
import { Projector } from './live/projector.ts';
import { reconcileParts } from './reconcile-parts.ts';
import { appendAudit } from './store/audit.ts';
import { openReader } from './store/open.ts';
import { sourceOf } from './views/view-context.ts';

function courtsOf(context: FlowContext, court: string | undefined): readonly string[] {
	const known = [...context.directory().courts.values()].sort((a, b) => a.position - b.position).map(({ code }) => code);
	if (court === undefined) return known;
	if (!known.includes(court)) throw new Error(`法院目录中没有 ${court}`);
	return [court];
}

const lineOf = ({ court, checks, mismatches, uncompared }: Reconciled): string =>
	[
		`${court}：比对 ${checks} 项，${mismatches.length === 0 ? '全部相符' : `不符 ${mismatches.length} 项`}`,
		...mismatches.flatMap(({ check, figure, found, expected, detail, causes = [] }) => [
			`  ${checkNames[check]} ${figure}：现为 ${found}，应为 ${expected}${detail ? `（${detail}）` : ''}`,
			...causes.map((cause) => `    ${cause}`),
		]),
		...(uncompared ? [`  另有 ${uncompared} 件已结案件的期限由以前的程序或设置算得，只核对了事实`] : []),
	].join('\n');

/** Compares what is shown with what is counted, folding every case from the log; what does not agree is kept and ends with an error. */
async function reconcile(config: Config, court: string | undefined): Promise<string> {
	return withContext(config, async (context) => {
		const source = Object.assign(sourceOf(context), { ladderStages: [] });
		// A projector that nobody tells of changes reads anew every time: there is nothing to wait for.
		const parts = { ...reconcileParts(context, new Projector(source, () => undefined), placeOf(config)), rest: context.yield };
		const results: Reconciled[] = [];
		for (const code of courtsOf(context, court)) results.push(await reconcileCourt(context, parts, code));
		const text = results.map(lineOf).join('\n');
		if (results.some(({ mismatches }) => mismatches.length > 0)) throw new Error(`对账不符\n${text}`);
		return text;
	});
}

/** Builds the sums of one court or all anew; a running service goes on meanwhile. */
async function rebuild(config: Config, court: string | undefined, fromLog: boolean): Promise<string> {
	return withContext(config, async (context) => {
		const courts = courtsOf(context, court);
		const reader = openReader(placeOf(config));
		try {
			const { days, months, stocks } = await rebuildRollup(context, courts, { reader: reader.db, fromLog });
			const at = context.now();
			const about = { actor: 'cli', role: 'system-admin', court: court ?? '-', address: '-', requestId: `cli-${at}` };
			const after = { courts: courts.length, days, months, stocks, fromLog };
			await context.store.write(({ db }) =>
				appendAudit(db, { at, ...about, action: 'rollup.rebuild', object: court ?? 'all', after, result: 'ok' }),
			);
			return `已重建 ${courts.length} 个法院的累计数：日累计改正 ${days} 项，月累计改正 ${months} 项，存量改正 ${stocks} 项`;
		} finally {
			await reader.close();
		}
	});
}

/** Verbs about sums: comparing and rebuilding. */
export function figureVerb(config: Config, verb: string, court: string | undefined, fromLog: boolean): Promise<string> {
	return verb === 'reconcile' ? reconcile(config, court) : rebuild(config, court, fromLog);
}
