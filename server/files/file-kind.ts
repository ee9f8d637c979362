import { fileTypeFromBuffer } from 'file-type';
import type { DocumentKind } from '../flows/documents.ts';

const kinds = ['pdf', 'docx', 'xlsx', 'jpg', 'png'] as const satisfies readonly DocumentKind[];

/** What a file is by its content, whatever it is called; undefined for every kind that is not taken. */
export async function kindOfFile(bytes: Uint8Array): Promise<DocumentKind | undefined> {
	const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
	// OFD (GB/T 33190) is a zip with its table of contents in OFD.xml; the detector knows it as a plain zip.
	if (found?.ext === 'zip') return zipHolds(bytes, 'OFD.xml') ? 'ofd' : undefined;
	return kinds.find((kind) => kind === found?.ext);
}

/** Media types of pictures that a screen may send of itself, told by their content. */
const pictureTypes: Readonly<Record<string, string>> = { png: 'image/png', jpg: 'image/jpeg', webp: 'image/webp' };

/** The media type of a picture by its content; undefined for everything else. */
export async function pictureType(bytes: Uint8Array): Promise<string | undefined> {
	const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
	return found && pictureTypes[found.ext];
}

const endSign = 0x06054b50;
const entrySign = 0x02014b50;
const longestComment = 65_535;

/** Whether the directory at the end of a zip names an entry at its root. */
function zipHolds(bytes: Uint8Array, name: string): boolean {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const end = endOfDirectory(view);
	if (end === undefined) return false;
	const entries = view.getUint16(end + 10, true);
	let at = view.getUint32(end + 16, true);
	for (let entry = 0; entry < entries; entry += 1) {
		if (at + 46 > view.byteLength || view.getUint32(at, true) !== entrySign) return false;
		const length = view.getUint16(at + 28, true);
		if (new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + length)) === name) return true;
		at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
	}
	return false;
}

function endOfDirectory(view: DataView): number | undefined {
	const lowest = Math.max(0, view.byteLength - 22 - longestComment);
	for (let at = view.byteLength - 22; at >= lowest; at -= 1) if (view.getUint32(at, true) === endSign) return at;
	return undefined;
}
