import type { Directory } from './core/directory/types.ts';
import { buildPaper } from './flows/build-paper.ts';
import type { RenderPaper } from './flows/paper-issue.ts';
import type { PaperParts } from './pages/paper-pages.ts';
import { renderPaperDocx } from './publish/paper-docx.ts';
import { renderPaperHtml } from './publish/paper-html.ts';
import { renderPaperPdf } from './publish/paper-pdf.ts';
import { renderPaperXlsx } from './publish/paper-xlsx.ts';

/** How papers are computed, and made into files from the frozen paper alone: the same paper gives the same bytes, PDF excepted. */
export function paperParts(directory: () => Directory): PaperParts {
	const render: RenderPaper = async (paper, form) => {
		const zone = directory().courts.get(paper.court)?.zone ?? 'Asia/Shanghai';
		switch (form) {
			case 'docx':
				return renderPaperDocx(paper, zone);
			case 'xlsx':
				return renderPaperXlsx(paper, zone);
			case 'html':
				return new TextEncoder().encode(renderPaperHtml(paper, zone));
			case 'pdf':
				return renderPaperPdf(renderPaperHtml(paper, zone));
			default:
				return form satisfies never;
		}
	};
	return { build: buildPaper, render };
}
