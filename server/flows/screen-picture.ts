import type { Refusal } from '../core/unlock/decide.ts';
import { sha256 } from '../store/hash.ts';
import { screenPictures } from '../store/screen-log.ts';
import { screens } from '../store/screens.ts';
import type { FlowContext } from './context.ts';
import { realTime, refuse, type ScreenParts } from './screen-parts.ts';

/** Bytes of a picture, at most. */
export const largestPicture = 2 * 1024 * 1024;

/** Keeps the picture that a screen took of itself, in the place of the last one. It is no report: it makes nothing look online. */
export async function keepPicture(
	context: FlowContext,
	parts: ScreenParts,
	token: string | undefined,
	bytes: Uint8Array<ArrayBuffer>,
	typeOf: (bytes: Uint8Array) => Promise<string | undefined>,
): Promise<{ readonly ok: true; readonly id: string } | Refusal> {
	const row = token ? await screens.read(context.store.read, sha256(token)) : undefined;
	if (!row) return refuse('bad-token', '屏幕令牌无效或已吊销');
	if (bytes.length > largestPicture) return refuse('too-large', '截图不得超过 2 MB');
	const mediaType = await typeOf(bytes);
	if (!mediaType) return refuse('unknown-kind', '截图应为 PNG、JPEG 或 WebP');
	await context.store.write(({ db }) => screenPictures.keep(db, row.id, { takenAt: realTime(parts), mediaType, bytes }));
	return { ok: true, id: row.id };
}
