import { inflateRawSync } from 'node:zlib';

/** The entries of a zip file as bytes, read from its central directory. */
export function unzipBytes(bytes: Uint8Array): ReadonlyMap<string, Buffer> {
	const data = Buffer.from(bytes);
	const end = data.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
	const entries = new Map<string, Buffer>();
	let at = data.readUInt32LE(end + 16);
	for (let left = data.readUInt16LE(end + 10); left > 0; left -= 1) {
		const [method, size, name, extra, comment, local] = [
			data.readUInt16LE(at + 10),
			data.readUInt32LE(at + 20),
			...[28, 30, 32].map((place) => data.readUInt16LE(at + place)),
			data.readUInt32LE(at + 42),
		] as [number, number, number, number, number, number];
		const start = local + 30 + data.readUInt16LE(local + 26) + data.readUInt16LE(local + 28);
		const packed = data.subarray(start, start + size);
		entries.set(data.toString('utf8', at + 46, at + 46 + name), method === 8 ? inflateRawSync(packed) : packed);
		at += 46 + name + extra + comment;
	}
	return entries;
}

/** The same as text. */
export const unzip = (bytes: Uint8Array): ReadonlyMap<string, string> =>
	new Map([...unzipBytes(bytes)].map(([name, entry]) => [name, entry.toString('utf8')]));

const named: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&#39;': "'" };

/** What a reader reads of XML or HTML. */
export const textOf = (xml: string): string =>
	xml.replaceAll(/<[^>]+>/g, '').replaceAll(/&(?:amp|lt|gt|quot|apos|#39);/g, (found) => named[found]!);
