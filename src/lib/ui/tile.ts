import type { tileCatalogue, TileId } from '../contract/tiles.ts';
import type { FeedState, Frame, TopicName, TopicPayloads } from '../contract/topics.ts';

/** Topics that have a tile on a wall. */
export type TileTopic = Exclude<TopicName, 'lobby'>;

/** The topic that a tile reads. */
export type TopicOf<I extends TileId> = (typeof tileCatalogue)[I]['topic'];

/** What a tile is fed with; undefined while nothing has come yet. */
export interface TileData<T extends TopicName> {
	readonly payload: TopicPayloads[T];
	readonly asOf: string;
	readonly feed: FeedState;
	readonly revision: number;
}

/** What surrounds a tile's figures. */
export interface TileOptions {
	readonly zone: string;
	/** The connection is gone for so long that the figures must not pass for fresh. */
	readonly stale: boolean;
	/** Why the server does not send this topic, in words for people. */
	readonly refusal?: string;
	/** How long a page of a paged list stays. */
	readonly pageMs: number;
	/** Rows to show before the tile could measure itself (first paint). */
	readonly rows: number;
	/** Room that the scene gives, in px of a 1080-line wall: what a tile may reckon with before it could measure itself. */
	readonly room?: { readonly width: number; readonly height: number };
	/** Address of the desk's list behind the figures; absent where the viewer has no desk. */
	readonly list?: string;
	/** What else the scene sets, by the keys of the tile's options in the catalogue. */
	readonly settings?: Readonly<Record<string, string | number>>;
}

/** Props of every tile. */
export interface TileProps<T extends TopicName> {
	readonly data: TileData<T> | undefined;
	/** Court time in ms. */
	readonly now: number;
	readonly options: TileOptions;
}

/** One designed state of a tile, shown in the gallery. */
export interface TileFixture<T extends TopicName> {
	readonly state: string;
	readonly data?: TileData<T>;
	readonly options?: Partial<TileOptions>;
}

/** Options where a scene says nothing else. */
export const defaultTileOptions: TileOptions = { zone: 'Asia/Shanghai', stale: false, pageMs: 12_000, rows: 6 };

/** A frame as a tile reads it. */
export function tileDataOf<T extends TopicName>(frame: Frame<T> | undefined): TileData<T> | undefined {
	return frame;
}
