/** Pictures are not wider than this, in px. */
const widest = 1920;
const mostBytes = 2_000_000;
const qualities = [0.85, 0.7, 0.5] as const;

/** The faces that the page has loaded, as one style sheet with the fonts inside: a picture is drawn where no other file can be read. */
async function loadedFaces(): Promise<string> {
	const loaded = [...document.fonts].filter(({ status }) => status === 'loaded').map(faceKey);
	const rules = [...document.styleSheets].flatMap(fontRulesOf).filter(({ style }) => loaded.includes(ruleKey(style)));
	return (await Promise.all(rules.map(withFontInside))).join('\n');
}

const plain = (text: string): string => text.replace(/["'\s]/g, '').toLowerCase();
const faceKey = ({ family, weight, unicodeRange }: FontFace): string => [family, weight, unicodeRange].map(plain).join('|');
const ruleKey = (style: CSSStyleDeclaration): string =>
	[
		style.getPropertyValue('font-family'),
		style.getPropertyValue('font-weight') || 'normal',
		style.getPropertyValue('unicode-range') || 'U+0-10FFFF',
	]
		.map(plain)
		.join('|');

function fontRulesOf(sheet: CSSStyleSheet): CSSFontFaceRule[] {
	try {
		return [...sheet.cssRules].filter((rule): rule is CSSFontFaceRule => rule instanceof CSSFontFaceRule);
	} catch {
		return [];
	}
}

async function withFontInside(rule: CSSFontFaceRule): Promise<string> {
	const address = /url\(\s*["']?([^"')]+)["']?\s*\)/.exec(rule.style.getPropertyValue('src'))?.[1];
	if (address === undefined) return '';
	// A small font that the build has put into the style sheet is inside already.
	if (address.startsWith('data:')) return rule.cssText;
	const base = rule.parentStyleSheet?.href ?? document.baseURI;
	const font = await fetch(new URL(address, base), { cache: 'force-cache' }).then((answer) => answer.blob());
	return rule.cssText.replace(/src:[^;]+;/, `src: url("${await dataUrlOf(font)}");`);
}

const dataUrlOf = (blob: Blob): Promise<string> =>
	new Promise((resolve, reject) => {
		const reader = new FileReader();
		reader.onload = () => resolve(String(reader.result));
		reader.onerror = () => reject(new Error('字体读取失败'));
		reader.readAsDataURL(blob);
	});

const blobOf = (canvas: HTMLCanvasElement, quality: number): Promise<Blob | null> =>
	new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));

/** Draws the page as it stands, at most 1920 px wide, as a JPEG of at most 2 MB. Throws with words for people. */
export async function takePicture(element: HTMLElement): Promise<Blob> {
	const { domToCanvas } = await import('modern-screenshot');
	const { width, height } = element.getBoundingClientRect();
	const canvas = await domToCanvas(element, {
		width,
		height,
		scale: Math.min(window.devicePixelRatio || 1, widest / width),
		backgroundColor: getComputedStyle(element).backgroundColor,
		font: { cssText: await loadedFaces() },
		timeout: 10_000,
	});
	for (const quality of qualities) {
		const blob = await blobOf(canvas, quality);
		if (blob && blob.size > 0 && blob.size <= mostBytes) return blob;
	}
	throw new Error('图片过大或无法生成');
}

/** Takes a picture and hands it to the server, which knows the screen by its cookie. Throws with words for people. */
export async function sendPicture(element: HTMLElement): Promise<void> {
	const picture = await takePicture(element);
	const answer = await fetch('/api/v1/screen/picture', { method: 'POST', headers: { 'content-type': picture.type }, body: picture });
	if (!answer.ok) throw new Error(`服务器未接受图片（${answer.status}）`);
}
