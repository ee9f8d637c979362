import { buildPaper } from './flows/build-paper.ts';
import type { RenderPaper } from './flows/paper-issue.ts';
import type { PaperParts } from './pages/paper-pages.ts';
import { renderPaperDocx } from './publish/paper-docx.ts';
import { renderPaperXlsx } from './publish/paper-xlsx.ts';

/** Every form of a paper from the frozen paper alone: the same paper gives the same bytes, PDF excepted. */
const render: RenderPaper = async (paper, form) => {
	switch (form) {
		case 'docx':
			return renderPaperDocx(paper);
		case 'xlsx':
			return renderPaperXlsx(paper);
		case 'html':
		case 'pdf':
			return undefined;
		default:
			return form satisfies never;
	}
};

/** How papers are computed and made into files. */
export const paperParts = (): PaperParts => ({ build: buildPaper, render });
