import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { refusalStatus } from '#lib/desk/form-data.ts';
import { lastQuarter, layerTemplate, periodFault, readLayerForm, type LayerOutcome, type LayerTyped } from '#lib/desk/layer-text.ts';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import { rulesHref } from '#lib/desk/rules-filter.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const view = viewOf(await locals.app.rules.rules(personOf(locals), url.searchParams.get('court') ?? undefined));
	const { court, courtName, courts, mayLoad } = view;
	const layer = view.layers.find((each) => each.court === court && each.inForce);
	const today = locals.app.desk.clock().businessDay;
	return {
		view: { court, courtName, courts, mayLoad },
		...(layer ? { inForce: layer.document } : {}),
		start: { text: layer?.text ?? layerTemplate(court, courtName, today), ...lastQuarter(today) } satisfies LayerTyped,
	};
};

const courtOf = ({ url }: RequestEvent): string => url.searchParams.get('court') ?? '';

async function preview(event: RequestEvent, kind: 'check' | 'ask') {
	const typed = readLayerForm(await event.request.formData());
	const { locals } = event;
	const outcome: LayerOutcome = {
		kind,
		preview: viewOf(await locals.app.rules.previewLayer(personOf(locals), courtOf(event), typed.text)),
	};
	return { typed, outcome };
}

const refused = (typed: LayerTyped, by: 'test' | 'load', message: string, status = 400) =>
	fail(status, { typed, outcome: { kind: 'refused', by, message } satisfies LayerOutcome as LayerOutcome });

export const actions: Actions = {
	check: (event) => preview(event, 'check'),
	ask: (event) => preview(event, 'ask'),
	test: async (event) => {
		const { locals } = event;
		const typed = readLayerForm(await event.request.formData());
		const fault = periodFault(typed);
		if (fault !== undefined) return refused(typed, 'test', fault);
		const test = viewOf(await locals.app.rules.backTest(personOf(locals), { court: courtOf(event), ...typed }));
		return { typed, outcome: { kind: 'test', test } satisfies LayerOutcome as LayerOutcome };
	},
	load: async (event) => {
		const { locals } = event;
		const court = courtOf(event);
		const typed = readLayerForm(await event.request.formData());
		const result = await locals.app.rules.loadLayer(personOf(locals), event.getClientAddress(), court, typed.text);
		if (!result.ok) return refused(typed, 'load', result.message, refusalStatus(result.code));
		redirect(303, `${rulesHref({ court })}&loaded`);
	},
};
