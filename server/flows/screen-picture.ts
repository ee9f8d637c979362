import type { Refusal } from '../core/unlock/decide.ts';
import { sha256 } from '../store/hash.ts';
import { screenPictures } from '../store/screen-log.ts';
import { screens } from '../store/screens.ts';
import type { FlowContext } from './context.ts';
import { realTime, refuse, type ScreenParts } from './screen-parts.ts';

/** Bytes of a picture, at most. */
export const largestPicture = 2 * 1024 * 1024;

const badToken = refuse('bad-token', '屏幕令牌无效或已吊销');

/** Whether a picture may be sent with a token: asked before its bytes are read. */
export async function mayPicture({ store }: FlowContext, token: string | undefined): Promise<Refusal | undefined> {
	return token && (await screens.read(store.read, sha256(token))) ? undefined : badToken;
}

/** Keeps the picture that a screen took of itself, in the place of the last one. It is no report: it makes nothing look online. */
export async function keepPicture(
	context: FlowContext,
	parts: ScreenParts,
	token: string,
	bytes: Uint8Array<ArrayBuffer>,
	typeOf: (bytes: Uint8Array) => Promise<string | undefined>,
): Promise<{ readonly ok: true; readonly id: string } | Refusal> {
	if (bytes.length > largestPicture) return refuse('too-large', '截图不得超过 2 MB');
	const mediaType = await typeOf(bytes);
	if (!mediaType) return refuse('unknown-kind', '截图应为 PNG、JPEG 或 WebP');
	return context.store.write(async ({ db }) => {
		// Revoked while it sent: then nothing of it is kept.
		const row = await screens.read(db, sha256(token));
		if (!row) return badToken;
		await screenPictures.keep(db, row.id, { takenAt: realTime(parts), mediaType, bytes });
		return { ok: true, id: row.id };
	});
}
