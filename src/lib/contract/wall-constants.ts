// What walls and their schemas share, apart from the schemas: the library that checks them need not travel to every screen.

/** A scene's grid: as many columns and rows whatever the screen. */
export const sceneGrid = { columns: 48, rows: 54 } as const;

/** What may interrupt a playlist, the most urgent first. */
export const interruptKinds = ['new-lock', 'seal-alarm', 'proposed-locks', 'feed-dead', 'request-late'] as const;

/** Their Chinese names. */
export const interruptNames: Readonly<Record<(typeof interruptKinds)[number], string>> = {
	'new-lock': '新增锁死',
	'seal-alarm': '查封到期红色告警',
	'proposed-locks': '批量锁死待确认',
	'feed-dead': '数据源中断',
	'request-late': '解锁审批逾期',
};

/** How a scene is brought to the physical size: whole and undistorted, over the whole surface, or pixel by pixel. */
export const scaleModes = ['fit', 'fill', 'none'] as const;
