import type { TileFixture, TileTopic } from '#lib/ui/tile.ts';
import { tileIds, type TileId } from '#lib/contract/tiles.ts';

/** Fixtures by the folder of their tile: a folder is named like its tile. */
const files = import.meta.glob<{ fixtures: readonly TileFixture<TileTopic>[] }>('/src/lib/tiles/*/fixtures.ts');

const pathOf = (id: TileId): string => `/src/lib/tiles/${id}/fixtures.ts`;

/** Tiles that have something to show. */
export const shelvedTiles: readonly TileId[] = tileIds.filter((id) => files[pathOf(id)] !== undefined);

/** The designed states of a tile. */
export async function fixturesOf(id: TileId): Promise<readonly TileFixture<TileTopic>[]> {
	return (await files[pathOf(id)]?.())?.fixtures ?? [];
}
