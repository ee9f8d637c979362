import type { FlowContext } from './flows/context.ts';
import type { DesignParts } from './flows/save-design.ts';
import { readDesign } from './live/design-rules.ts';
import { harmsOf, screensShowing } from './live/design-use.ts';
import { designsOf, readDesigns } from './live/designs.ts';
import { wallCourtOf } from './live/program.ts';
import { sourceOf } from './views/view-context.ts';
import { DesignViews } from './views/design-views.ts';

/** What flows on scenes and playlists need: the rules of an arrangement, what screens play, and who tells them. */
export const designParts = (context: Pick<FlowContext, 'directory'>, changed: () => void): DesignParts => ({
	read: ({ kind, court, id }, data, last) => {
		const inForce = last.filter(({ retired }) => !retired);
		const designs = designsOf(inForce, context.directory);
		return readDesign(kind, id, data, {
			hasSubordinates: wallCourtOf(context, court)?.hasSubordinates ?? false,
			sceneOf: (scene) => designs.scene(court, scene),
		});
	},
	harms: (key, before, after, records) => harmsOf(key, before, after, records, context.directory),
	changed,
});

/** The views on scenes and playlists. */
export const designViews = (context: FlowContext): DesignViews =>
	new DesignViews(sourceOf(context), {
		designs: () => readDesigns(context.store.read, context.directory),
		showing: (designs, key, records) => screensShowing(designs, context.directory(), key, records),
		wallCourt: (code) => wallCourtOf(context, code),
	});
