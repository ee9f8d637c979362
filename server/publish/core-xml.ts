const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A text inside of XML or HTML, in content as in attributes. */
export const escapeXml = (text: string): string => text.replace(/[&<>"']/g, (found) => escapes[found]!);

/** Properties of the file, with the moment of making instead of that of rendering. */
export function coreXml({
	title,
	courtName,
	madeAt,
}: {
	readonly title: string;
	readonly courtName: string;
	readonly madeAt: string;
}): string {
	const at = `${madeAt.slice(0, 19)}Z`;
	const spaces =
		'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
	const moment = (name: string): string => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${at}</dcterms:${name}>`;
	return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties ${spaces}><dc:title>${escapeXml(title)}</dc:title><dc:creator>${escapeXml(courtName)}</dc:creator>${moment('created')}${moment('modified')}</cp:coreProperties>`;
}
