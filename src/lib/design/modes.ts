/** How a draft is looked at: under the hands, as real screens show it, as numbers. */
export const editorModes = [
	['arrange', '编排'],
	['preview', '实屏预览'],
	['table', '表格'],
] as const;

/** One of them. */
export type EditorMode = (typeof editorModes)[number][0];
