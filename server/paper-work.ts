import type { Period } from './core/indicator/types.ts';
import type { Paper, PaperKind } from './core/report/paper.ts';
import type { Instant } from './core/time/types.ts';
import { renderPaperDocx } from './publish/paper-docx.ts';
import { renderPaperHtml } from './publish/paper-html.ts';
import { renderPaperPdf } from './publish/paper-pdf.ts';
import { renderPaperXlsx } from './publish/paper-xlsx.ts';
import type { PaperForm } from './store/paper-files.ts';

/** A piece of work on papers that takes long enough to hold up screens. */
export type PaperTask =
	| {
			readonly do: 'build';
			readonly kind: PaperKind;
			readonly court: string;
			readonly period: Period;
			readonly campaign?: string;
			/** Court time: the thread has no clock of its own. */
			readonly now: Instant;
	  }
	| { readonly do: 'render'; readonly paper: Paper; readonly form: PaperForm; readonly zone: string };

/** What a thread is asked, and what it answers. */
export interface PaperQuestion {
	readonly id: number;
	readonly task: PaperTask;
}
export type PaperAnswer =
	| { readonly id: number; readonly ok: true; readonly value: unknown }
	| { readonly id: number; readonly ok: false; readonly message: string; readonly code?: string };

/** A form of a paper, from the frozen paper alone: the same paper gives the same bytes, PDF excepted. Undefined: not to be had on this machine. */
export async function renderForm(paper: Paper, form: PaperForm, zone: string): Promise<Uint8Array | undefined> {
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
}
