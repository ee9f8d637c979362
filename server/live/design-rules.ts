import { playlistSchema, sceneSchema, type Playlist, type Scene, type ScenePlace } from '../../src/lib/contract/scenes.ts';
import { interruptNames } from '../../src/lib/contract/wall-constants.ts';
import { faultsOfScene } from '../../src/lib/contract/shipped-scenes.ts';
import { tileCatalogue, tileEntry } from '../../src/lib/contract/tiles.ts';
import type { DesignKind } from './designs.ts';

/** What was sent, as it is kept, or each of its faults in words. */
export type ReadDesign = { readonly text: string } | { readonly faults: readonly string[] };

type Issue = { readonly path: readonly PropertyKey[]; readonly code?: string };

const fieldWords: Readonly<Record<string, string>> = {
	title: '名称应为 1 至 20 字',
	places: '画面应有 1 至 24 个磁贴',
	steps: '播放列表应有 1 至 30 步',
	interrupts: '插播最多 10 项',
	id: '标识由小写字母、数字和连字符组成，最多 40 个',
};

function wordsOfPlace(sent: unknown, index: number, field: PropertyKey | undefined): string {
	const tile = (sent as { places?: { tile?: unknown }[] } | undefined)?.places?.[index]?.tile;
	const known = typeof tile === 'string' && Object.hasOwn(tileCatalogue, tile);
	if (!known) return `第 ${index + 1} 个磁贴：没有这种磁贴`;
	const name = `「${tileEntry(tile as ScenePlace['tile']).title}」`;
	return field === 'options' ? `${name}的选项不符合规定` : `${name}的位置或者大小超出画面`;
}

function wordsOfStep(index: number, field: PropertyKey | undefined): string {
	const step = `第 ${index + 1} 步：`;
	if (field === 'scene') return `${step}请选择画面`;
	if (field === 'hours') return `${step}时段应有起止时间`;
	return `${step}停留时间应为 5 至 3600 秒的整数`;
}

function wordsOfInterrupt(index: number, field: PropertyKey | undefined): string {
	const item = `第 ${index + 1} 项插播：`;
	if (field === 'scene') return `${item}请选择画面`;
	if (field === 'when') return `${item}请选择情形`;
	return `${item}时间应为 5 至 600 秒的整数`;
}

/** A fault of the form in the words of the desk. */
function wordsOf(sent: unknown, { path, code }: Issue): string {
	const [part, index, field] = path;
	if (typeof index === 'number') {
		if (part === 'places') return wordsOfPlace(sent, index, field);
		if (part === 'steps') return wordsOfStep(index, field);
		if (part === 'interrupts') return wordsOfInterrupt(index, field);
	}
	return (typeof part === 'string' && fieldWords[part]) || (code ? `内容不符合规定（${code}）` : '内容不符合规定');
}

/** Options that a tile does not have, or that are out of their bounds. */
function optionFaults({ tile, options = {} }: ScenePlace): string[] {
	const { title, options: known = [] } = tileEntry(tile);
	return Object.entries(options).flatMap(([key, value]) => {
		const option = known.find((each) => each.key === key);
		if (!option) return [`「${title}」没有选项「${key}」`];
		if (option.kind === 'choice')
			return option.choices.some((choice) => choice.value === value) ? [] : [`「${title}」的「${option.label}」没有这个选择`];
		const fits = typeof value === 'number' && Number.isInteger(value) && value >= option.from && value <= option.to;
		return fits ? [] : [`「${title}」的「${option.label}」应为 ${option.from} 至 ${option.to} 的整数`];
	});
}

function faultsIn(scene: Scene, hasSubordinates: boolean): string[] {
	const above = scene.places.map(({ tile }) => tileEntry(tile)).filter(({ superior }) => superior === true && !hasSubordinates);
	return [
		...faultsOfScene(scene),
		...scene.places.flatMap(optionFaults),
		...above.map(({ title }) => `「${title}」只供有下级法院的法院使用`),
	];
}

function faultsOfPlaylist({ steps, interrupts }: Playlist, sceneOf: (id: string) => Scene | undefined): string[] {
	const kinds = interrupts.map(({ when }) => when);
	const twice = [...new Set(kinds.filter((kind, index) => kinds.indexOf(kind) !== index))];
	return [
		...steps.flatMap(({ scene, hours }, index) => [
			...(sceneOf(scene) ? [] : [`第 ${index + 1} 步：没有画面「${scene}」，或不供本院使用`]),
			...(hours && hours.from === hours.to ? [`第 ${index + 1} 步：时段的起止时间不能相同`] : []),
		]),
		...interrupts.flatMap(({ scene }, index) => (sceneOf(scene) ? [] : [`第 ${index + 1} 项插播：没有画面「${scene}」，或不供本院使用`])),
		...twice.map((kind) => `「${interruptNames[kind]}」只能设一项插播`),
	];
}

/** What a design is checked against. */
export interface RuledBy {
	readonly hasSubordinates: boolean;
	/** A scene that the court has in force. */
	readonly sceneOf: (id: string) => Scene | undefined;
}

/** Reads a design as it was sent for an id: by its form, and by what can be shown. */
export function readDesign(kind: DesignKind, id: string, sent: unknown, by: RuledBy): ReadDesign {
	const read = (kind === 'scene' ? sceneSchema : playlistSchema).safeParse(sent);
	if (!read.success) return { faults: [...new Set(read.error.issues.map((issue) => wordsOf(sent, issue)))] };
	const design = { ...read.data, title: read.data.title.replaceAll(/\s+/g, ' ').trim() };
	const faults = 'places' in design ? faultsIn(design, by.hasSubordinates) : faultsOfPlaylist(design, by.sceneOf);
	if (design.title === '') faults.unshift('请填写名称');
	if (design.id !== id) faults.unshift('内容中的标识与地址不一致');
	return faults.length > 0 ? { faults: [...new Set(faults)] } : { text: JSON.stringify(design) };
}
