import type { SceneDesignView } from '../contract/design-pages.ts';
import { tileEntry } from '../contract/tiles.ts';
import type { ClockTick } from '../contract/topics.ts';
import { formatTime } from '../format/day.ts';
import type { EditorCommand, EditorState } from './editor.ts';
import { boxWords } from './grid.ts';

const titleIn = (state: EditorState, key: number): string | undefined => {
	const place = state.draft.places.find((each) => each.key === key);
	return place && tileEntry(place.tile).title;
};

function deedWords(before: EditorState, after: EditorState, command: EditorCommand): string {
	if (command.type === 'undo') return '已撤销';
	if (command.type === 'redo') return '已重做';
	if (command.type === 'load') return '已载入另一份内容';
	if (command.type === 'sort') return '已按位置重排阅读次序';
	if (command.type === 'retitle') return `名称改为「${after.draft.title}」`;
	if (command.type === 'remove') return `已移除「${titleIn(before, command.key) ?? ''}」`;
	const key = command.type === 'add' ? after.selected : 'key' in command ? command.key : undefined;
	const place = after.draft.places.find((each) => each.key === key);
	if (!place) return '';
	const name = `「${tileEntry(place.tile).title}」`;
	if (command.type === 'order') return `${name}阅读次序第 ${after.draft.places.indexOf(place) + 1}`;
	return `${command.type === 'add' ? '已添加' : ''}${name}${boxWords(place)}`;
}

/** What a command did, for those who do not see it; empty where it did nothing. */
export function saidOf(before: EditorState, after: EditorState, command: EditorCommand, faults: number): string {
	if (after === before || command.type === 'select' || command.type === 'saved') return '';
	const words = deedWords(before, after, command);
	return faults > 0 ? `${words}。有 ${faults} 处问题` : words;
}

/** The newest version of this court, in force or retired; 0: nothing was ever saved here. */
export const newestVersion = ({ versions, row }: Pick<SceneDesignView, 'versions' | 'row'>): number =>
	versions[0]?.version ?? (row.origin === 'own' ? row.version : 0);

/** Where what is in force comes from. */
export function originWords({ row, court }: Pick<SceneDesignView, 'row' | 'court'>): string {
	if (row.origin === 'own') return `${court.shortName}第 ${row.version} 版`;
	return row.origin === 'superior' ? `上级法院${row.courtName ? `（${row.courtName}）` : ''}的画面` : '系统内置画面';
}

/** What a save will do. */
export function effectWords(view: Pick<SceneDesignView, 'row' | 'usedBy'>, next: number): string {
	const first = view.row.origin === 'own' ? '' : '，成为本院自己的画面';
	const screens = view.usedBy.length > 0 ? `；${view.usedBy.length} 块正在使用的屏幕随即更新` : '；目前没有屏幕使用';
	return `保存为第 ${next} 版${first}${screens}。`;
}

/** Of when the preview's figures are. */
export const dataWords = (still: boolean, clock: ClockTick): string =>
	still ? `预览为 ${formatTime(clock.now, clock.zone)} 打开本页时的数据` : '预览为实时数据';
