import { promisify } from 'node:util';
import { constants, zstdCompress, zstdDecompress } from 'node:zlib';

/**
 * One recorded line of a topic. `C`: a payload that differs from the one before; `F`: the same payload written out again, where a day
 * or a recording begins; `S`: the same as the line before, of which only the feed has moved; `E`: from here on nobody kept the topic up.
 */
export interface PlaybackLine {
	/** The topic, in the row of a minute; the minute of the day, in a block. */
	readonly key: string;
	readonly kind: 'C' | 'F' | 'S' | 'E';
	/** Court time at which it was projected. */
	readonly asOf: string;
	readonly revision: number;
	/** JSON of the feed's state. */
	readonly feed: string;
	/** JSON of the payload; empty for `S` and `E`. */
	readonly payload: string;
}

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

/** Levels of zstd: a minute is written beside live screens, a block in the background and read for months (see decision 0012). */
const levels = { minute: 1, block: 9 } as const;

/** Packs lines. Fields stand between tabs, which JSON never holds. */
export async function packLines(lines: readonly PlaybackLine[], as: keyof typeof levels): Promise<Uint8Array> {
	const text = lines
		.map(({ key, kind, asOf, revision, feed, payload }) => [key, kind, asOf, revision, feed, payload].join('\t'))
		.join('\n');
	return compress(text, { params: { [constants.ZSTD_c_compressionLevel]: levels[as] } });
}

/** Unpacks lines, in the order in which they were packed. */
export async function unpackLines(bytes: Uint8Array): Promise<readonly PlaybackLine[]> {
	const text = (await decompress(bytes)).toString('utf8');
	return text.split('\n').map((line): PlaybackLine => {
		const [key = '', kind = 'E', asOf = '', revision = '0', feed = '', payload = ''] = line.split('\t');
		return { key, kind: kind as PlaybackLine['kind'], asOf, revision: Number(revision), feed, payload };
	});
}
