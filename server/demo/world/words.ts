import type { Random } from './random.ts';

const surnames = [
	...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任沈姚卢姜崔钟谭陆汪范廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙陶黎贺顾毛郝龚邵万',
];
const given = [
	...'岚澄砚霁栎芷禾渡沐桐栖珩瑜晗昀淮沛浔汀岑屿峤崧砺铭锵钧铄煜炜焓烨楷栩棠柘榆梓楠槿菡苒芮茗蕴萱葳蔚舒彦颀颂颖翎翊翰羽聿序庭庚廷延延恺恒恬恂愉慎懿承揽敏旻旸昱晏晞晟晢景暄朔朗',
];
const brands = [...'景禾泽润恒嘉瑞盈博远宏腾锦源华茂昌隆信诚聚鼎鑫盛辰启岳川林森'];
const places = ['岚渡', '澄岭', '禾浦', '沐原', '砚溪', '霁川', '云栎', '芷岭'];
const trades = [
	'商贸有限公司',
	'建材有限公司',
	'机械制造有限公司',
	'食品有限公司',
	'物流有限公司',
	'纺织有限公司',
	'农业开发有限公司',
	'电子科技有限公司',
];

/** An invented full name, composed at random. */
export function personName(random: Random): string {
	const first = random.pick(surnames) + random.pick(given);
	return random.chance(0.72) ? first + random.pick(given) : first;
}

/** An invented company, named after an invented place. */
export function companyName(random: Random, kind: string | undefined): string {
	const place = random.pick(places);
	if (kind === 'bank') return `${place}农村商业银行股份有限公司`;
	const brand = random.pick(brands) + random.pick(brands);
	if (kind === 'micro-loan') return `${place}${brand}小额贷款有限公司`;
	if (kind === 'construction') return `${place}${brand}建筑工程有限公司`;
	if (kind === 'green') return `${place}${brand}环保科技有限公司`;
	return `${place}${brand}${random.pick(trades)}`;
}

/** What civil and enforcement cases are about, with how often. */
export const causes: readonly (readonly [string, number])[] = [
	['民间借贷纠纷', 20],
	['买卖合同纠纷', 18],
	['金融借款合同纠纷', 14],
	['劳动争议', 9],
	['离婚纠纷', 8],
	['机动车交通事故责任纠纷', 7],
	['建设工程施工合同纠纷', 6],
	['物业服务合同纠纷', 6],
	['信用卡纠纷', 5],
	['房屋租赁合同纠纷', 4],
	['承揽合同纠纷', 3],
];

/** The cause that fits an enterprise class, where there is one. */
export const causeByClass: Readonly<Record<string, string>> = {
	bank: '金融借款合同纠纷',
	'micro-loan': '小额借款合同纠纷',
	construction: '建设工程施工合同纠纷',
};
