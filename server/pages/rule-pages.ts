import type { BackTestView, LayerPreview, RuleFault, RulePages } from '../../src/lib/contract/rules-page.ts';
import type { Account, PageResult } from '../../src/lib/contract/pages.ts';
import type { Principal } from '../core/access/may.ts';
import { subtreeOf } from '../core/directory/court-tree.ts';
import { isCourtDate } from '../core/time/civil.ts';
import type { FlowContext } from '../flows/context.ts';
import { loadLayer, previewLayer } from '../flows/load-layer.ts';
import { tryLayer, type RunBackTest } from '../flows/try-layer.ts';
import { actorOf } from '../http/caller.ts';
import { readAccount } from '../store/accounts.ts';
import { heatCellView, heatMapView, type HeatScope } from '../views/heat-view.ts';
import { backTestView, changeView, ruleCourts, rulesPageView } from '../views/rules-view.ts';
import { courtName, grantedCourts, readableCourts, sourceOf } from '../views/view-context.ts';
import { principalOf } from './account-view.ts';

const noAccount = { ok: false, status: 401, message: '登录已失效，请重新登录。' } as const;
const noCourt = { ok: false, status: 404, message: '没有这个法院，或您无权查看。' } as const;

/** Rule page, back-test and heat map as the pages call them. */
export function createRulePages(context: FlowContext, run: RunBackTest): RulePages {
	const views = sourceOf(context);
	const read = async <T>(account: Account, view: (who: Principal) => Promise<PageResult<T>>): Promise<PageResult<T>> => {
		const row = await readAccount(context.store.read, account.id);
		return row && !row.disabledAt ? view(principalOf(row)) : noAccount;
	};
	const named = (courts: readonly string[]) => courts.map((code) => ({ code, name: courtName(views, code) }));
	const own = (courts: readonly string[], account: Account, court: string | undefined): string | undefined => {
		if (court !== undefined) return courts.includes(court) ? court : undefined;
		return courts.includes(account.court) ? account.court : courts[0];
	};
	const scopeOf = (who: Principal, account: Account, court: string | undefined): HeatScope | undefined => {
		const granted = grantedCourts(who, context.directory());
		const chosen = own(granted, account, court);
		if (chosen === undefined) return undefined;
		const readable = readableCourts(who, context.directory());
		const courts = subtreeOf(context.directory(), chosen)
			.map((each) => each.code)
			.filter((code) => readable.courts.includes(code));
		return { court: chosen, courts, choices: named(granted), ...(readable.ownOnly ? { handler: who.personCode ?? '-' } : {}) };
	};

	return {
		rules: (account, court) =>
			read(account, async (who) => {
				const courts = ruleCourts(views, who);
				const chosen = own(courts, account, court);
				return chosen === undefined ? noCourt : { ok: true, view: await rulesPageView(views, who, chosen, named(courts)) };
			}),
		previewLayer: (account, court, text) =>
			read(account, async (who): Promise<PageResult<LayerPreview>> => {
				if (!ruleCourts(views, who).includes(court)) return noCourt;
				const preview = previewLayer(context, court, text);
				if (!preview.ok) return { ok: true, view: { ok: false, message: preview.message, problems: preview.problems ?? [] } };
				const { document } = preview.layer;
				return {
					ok: true,
					view: { ok: true, court, courtName: courtName(views, court), document, changes: preview.changes.map(changeView) },
				};
			}),
		loadLayer: async (account, address, court, text) => {
			const row = await readAccount(context.store.read, account.id);
			if (!row || row.disabledAt) return { ok: false, code: 'sign-in-needed', message: noAccount.message };
			const who = principalOf(row);
			const loaded = await loadLayer(context, who, actorOf(who, address), { court, text });
			return loaded.ok ? { ok: true, id: loaded.version } : loaded;
		},
		backTest: (account, { court, from, to, text }) =>
			read(account, async (who): Promise<PageResult<BackTestView | RuleFault>> => {
				if (!ruleCourts(views, who).includes(court)) return noCourt;
				if (!isCourtDate(from) || !isCourtDate(to)) return { ok: true, view: { ok: false, message: '请填写起止日期。', problems: [] } };
				const tried = await tryLayer(context, run, { court, from, to, text });
				if (!tried.ok) return { ok: true, view: { ok: false, message: tried.message, problems: tried.problems ?? [] } };
				return { ok: true, view: backTestView(views, { court, from, to }, tried) };
			}),
		heatMap: (account, court) =>
			read(account, async (who) => {
				const scope = scopeOf(who, account, court);
				return scope ? { ok: true, view: await heatMapView(views, scope) } : noCourt;
			}),
		heatCell: (account, { court, day, handler }) =>
			read(account, async (who) => {
				const scope = scopeOf(who, account, court);
				if (!scope) return noCourt;
				const on = day !== undefined && isCourtDate(day) ? { day } : {};
				return { ok: true, view: await heatCellView(views, scope, { ...on, ...(handler === undefined ? {} : { handler }) }) };
			}),
	};
}
