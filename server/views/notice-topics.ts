import type { NoticeView } from '../../src/lib/contract/notices.ts';
import { eventType } from '../core/case/vocabulary.ts';
import { noticeTopicNames, type NoticeTopic } from '../core/notice/types.ts';
import type { ClosedBy } from '../core/notice/standing.ts';
import { stepOfNode } from '../core/unlock/turn.ts';
import { clockName } from './words.ts';

/** What is known of a notice where it is put into words. */
export interface ToldNotice {
	readonly topic: NoticeTopic;
	readonly nodeId: string;
	readonly clock: string;
	readonly level: number;
	/** It was raised again: nobody signed for the one before. */
	readonly again: boolean;
	/** Name and subject of its node. */
	readonly nodeName: string;
	/** Type of the last step of the case, where it lies still yet. */
	readonly lastStep?: string;
}

type Words = Pick<NoticeView, 'topic' | 'nodeName' | 'clockName' | 'requestId'>;

/** What a notice is about, in words: its node and clock, the silence of the case, or the step of the unlock request. */
export function topicWords(notice: ToldNotice): Words {
	switch (notice.topic) {
		case 'silent': {
			const step = notice.lastStep === undefined ? '' : `末次办理：${eventType(notice.lastStep).name}`;
			return { topic: 'silent', nodeName: noticeTopicNames.silent, clockName: step };
		}
		case 'unlock':
			return stepWords(notice);
		default:
			return { topic: 'node', nodeName: notice.nodeName, clockName: clockName(notice.clock) };
	}
}

function stepWords({ nodeId, level, again }: ToldNotice): Words {
	const named = stepOfNode(nodeId);
	const request = named ? { requestId: named.requestId } : {};
	const step = `第 ${(named?.step ?? 0) + 1} 环节`;
	// The highest level of a step is raised where nobody can take it.
	if (level === 3 && !again) return { topic: 'unlock', nodeName: '解锁审批无人可办', clockName: `${step}，请补充任职人员`, ...request };
	return { topic: 'unlock', nodeName: noticeTopicNames.unlock, clockName: step, ...request };
}

const closedWords: Readonly<Record<NoticeTopic, Readonly<Record<ClosedBy, string>>>> = {
	node: { met: '节点已完成', void: '节点不再适用', moved: '期限已变动' },
	silent: { met: '已有新的办理', void: '案件已结或不再计算', moved: '起算日已变动' },
	unlock: { met: '本环节已办理', void: '申请已撤回或锁已解除', moved: '期限已变动' },
};

/** Why a notice closed by itself. */
export const closedText = (topic: NoticeTopic, by: ClosedBy): string => closedWords[topic][by];

/** What a silence explains: a node, or the case itself by its key. */
export const explainedName = (nodeId: string, caseKey: string, nodeName: string): string =>
	nodeId === caseKey ? noticeTopicNames.silent : nodeName;
