const centralSignature = 0x02014b50;
const endSignature = 0x06054b50;
/** 1980-01-01 00:00, the first moment a zip entry can bear. */
const firstDate = 0x0021;

/** Sets the time of every entry of a zip file to the same moment, so that the same content always gives the same bytes. */
export function stillZip(bytes: Uint8Array): Uint8Array {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	let end = bytes.length - 22;
	while (end >= 0 && view.getUint32(end, true) !== endSignature) end -= 1;
	if (end < 0) throw new Error('文档不是有效的 zip 文件');
	let at = view.getUint32(end + 16, true);
	for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
		if (view.getUint32(at, true) !== centralSignature) throw new Error('zip 目录损坏');
		const local = view.getUint32(at + 42, true);
		view.setUint32(at + 12, firstDate << 16, true);
		view.setUint32(local + 10, firstDate << 16, true);
		at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
	}
	return bytes;
}
