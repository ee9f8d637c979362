import { z } from 'zod';
import { tileCatalogue, type TileId } from './tiles.ts';
import { interruptKinds, sceneGrid } from './wall-constants.ts';

const ids = Object.keys(tileCatalogue) as [TileId, ...TileId[]];
const identifier = z.string().regex(/^[a-z0-9-]{1,40}$/);

/** A tile on a scene: which, in which cells, and how it differs from the usual. */
export const scenePlaceSchema = z
	.object({
		tile: z.enum(ids),
		x: z
			.int()
			.min(0)
			.max(sceneGrid.columns - 1),
		y: z
			.int()
			.min(0)
			.max(sceneGrid.rows - 1),
		w: z.int().min(1).max(sceneGrid.columns),
		h: z.int().min(1).max(sceneGrid.rows),
		/** A hairline above: the tile opens a new band. */
		ruled: z.boolean().optional(),
		options: z.record(z.string().max(40), z.union([z.string().max(80), z.number()])).optional(),
	})
	.refine((place) => place.x + place.w <= sceneGrid.columns && place.y + place.h <= sceneGrid.rows, '超出画面');

/** A tile on a scene. */
export type ScenePlace = z.infer<typeof scenePlaceSchema>;

/** A scene as it is stored and sent: tiles on a grid, in reading order. */
export const sceneSchema = z.object({
	id: identifier,
	title: z.string().min(1).max(20),
	places: z.array(scenePlaceSchema).min(1).max(24),
});

/** An arrangement of tiles. */
export type Scene = z.infer<typeof sceneSchema>;

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** Hours of the court's day in which something holds; `to` before `from` runs over midnight. */
export const hoursSchema = z.object({ from: timeOfDay, to: timeOfDay, days: z.enum(['all', 'working', 'rest']).default('all') });

/** Hours of a day. */
export type Hours = z.infer<typeof hoursSchema>;

/** Which scenes a screen shows, how long each, and what comes in between. */
export const playlistSchema = z.object({
	id: identifier,
	title: z.string().min(1).max(20),
	steps: z
		.array(z.object({ scene: identifier, dwellSeconds: z.int().min(5).max(3600), hours: hoursSchema.optional() }))
		.min(1)
		.max(30),
	interrupts: z.array(z.object({ when: z.enum(interruptKinds), scene: identifier, seconds: z.int().min(5).max(600) })).max(10),
});

/** A playlist. */
export type Playlist = z.infer<typeof playlistSchema>;
