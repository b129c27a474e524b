// The model card: what a model was fitted on, what it weighs, how well it does on households that it never saw, and
// who it misses.

/** Shares of the population, from the top of the ranking, at which recall is shown. */
export const TOP_SHARES = [0.01, 0.02, 0.05, 0.1] as const;

/** AUC of a logistic model of relapse on survey data from 25 provinces (章文光 2020). */
export const PUBLISHED_AUC = 0.706;

/** One group of households: all, a tenth of the ranking, a township, a category or a cause. */
export interface Group {
  readonly key: string;
  readonly n: number;
  readonly positives: number;
  /** Mean score and share of positives, 0 to 1. */
  readonly predicted: number;
  readonly observed: number;
  /** Positives of the group that stand in the top 1, 2, 5 and 10% of the whole ranking (TOP_SHARES). */
  readonly found: readonly number[];
}

export interface Measures {
  readonly n: number;
  readonly positives: number;
  /** Null without both positives and negatives. */
  readonly auc: number | null;
  readonly logLoss: number;
  /** Largest |predicted − observed| over the tenths, 0 to 1. */
  readonly calibrationError: number;
  readonly top: readonly Top[];
  /** From the lowest tenth of scores to the highest. */
  readonly tenths: readonly Group[];
  readonly byTownship: readonly Group[];
  readonly byCategory: readonly Group[];
  readonly byCause: readonly Group[];
}

export interface Top {
  readonly share: number;
  readonly households: number;
  readonly found: number;
  /** Found ÷ all positives; null without positives. */
  readonly recall: number | null;
  /** Found ÷ households looked at. */
  readonly precision: number;
}

export interface CoefficientLine {
  readonly feature: string;
  readonly zh: string;
  readonly en: string;
  readonly weight: number;
  readonly standardError: number;
  /** What a change that a person understands does: odds (logistic) or income (VEP) times this. */
  readonly step: { readonly zh: string; readonly en: string; readonly ratio: number };
  /** False: every household is the same in this, so nothing could be learnt and the weight is 0. */
  readonly varies: boolean;
}

/** Where the outcomes came from. */
export interface OutcomeSource {
  readonly year: number;
  readonly read: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly rejectedBy: Readonly<Record<string, number>>;
  readonly importedAt: string;
}

export interface Baselines {
  readonly incomeAloneAuc: number | null;
  readonly incomeAloneRecallTop5: number | null;
  readonly publishedAuc: number;
}

export interface LogisticCard {
  readonly kind: 'logistic';
  readonly county: string;
  readonly fittedAt: string;
  readonly outcomes: OutcomeSource;
  readonly households: number;
  readonly positives: number;
  readonly intercept: number;
  readonly ridge: number;
  readonly passes: number;
  /** `foldWeights`: the same weight fitted without each fifth of the households in turn. */
  readonly coefficients: readonly (CoefficientLine & { readonly foldWeights: readonly number[] })[];
  /** Every household scored by a fit that never saw it. */
  readonly heldOut: { readonly folds: number; readonly measures: Measures; readonly baselines: Baselines };
  readonly inSample: Measures;
}

export interface VepCard {
  readonly kind: 'vep';
  readonly county: string;
  readonly fittedAt: string;
  readonly households: number;
  readonly rSquared: number;
  readonly variance: number;
  readonly varianceFloor: number;
  readonly coefficients: readonly (CoefficientLine & {
    readonly varianceWeight: number;
    readonly varianceError: number;
  })[];
  readonly meanVulnerability: number;
  /** Share of households with V ≥ 0.5, and with V above the share now below the line. */
  readonly vulnerable: number;
  readonly relativelyVulnerable: number;
  /** FGT of households, α = 0, 1, 2: share below the line, mean gap, mean squared gap. */
  readonly fgt: readonly [number, number, number];
  /** Against last year's outcomes, where there are any. */
  readonly againstOutcomes: { readonly outcomes: OutcomeSource; readonly measures: Measures } | null;
}

export type ModelCard = LogisticCard | VepCard;
