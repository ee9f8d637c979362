/**
 * Documents that names, formulas and targets are taken from, as they are cited on screen and on paper: by title and day, or by kind, and never
 * by the name of the court that issued them.
 */
export const documents = {
	/** Aims of a year of trial and enforcement, with numbers. */
	qualityYear: '《“质效提升年”活动实施方案》（2023年3月1日）',
	/** How cases about contracts of enterprises are to become faster. */
	contracts: '《执行合同指标优化提升方案》（2023年4月3日）',
	business: '《2023年优化法治化营商环境工作实施方案》',
	oneStop: '《执行事务中心“一站式”服务实施方案》（2022年）',
	/** A report of the press on a reform of enforcement. */
	reform: '关于执行权运行机制改革的新闻报道（2022年）',
} as const;
