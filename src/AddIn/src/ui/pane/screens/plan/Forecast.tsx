import { Badge, Caption1, Text, makeStyles } from '@fluentui/react-components';
import { figurePercent } from '../../../../domain/plans/figures';
import type { Schemas } from '../../../../service/client';
import { Part } from '../../parts/Part';
import { usePlanTexts } from './usePlanTexts';

const useStyles = makeStyles({ list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: '8px' } });
const colours = { Met: 'success', Missed: 'danger', Uncertain: 'warning', Unknown: 'informative', NotApplicable: 'informative' } as const;

/** What the year's key figures will be if the plan is carried out as it stands. */
export function Forecast({ figures }: { readonly figures: readonly Schemas['ForecastView'][] }): React.ReactNode {
  const texts = usePlanTexts().forecast;
  const styles = useStyles();
  return (
    <Part title={texts.title}>
      <ul className={styles.list}>
        {figures.map((figure) => {
          const share = figurePercent(figure);
          return (
            <li key={figure.code}>
              <Text weight="semibold">{figure.name}</Text> <Badge appearance="tint" color={colours[figure.verdict]}>{texts.verdicts[figure.verdict]}</Badge>
              <div>
                <Text>{share === null ? texts.unknown : `${texts.value(figure.numeratorIs, figure.numeratorLow!, figure.numeratorHigh!, figure.denominatorIs, figure.denominator)} = ${texts.percent(share, figure.threshold)}`}</Text>
              </div>
              <Caption1 block>{figure.note}</Caption1>
              <Caption1 block>{texts.source(figure.source)}</Caption1>
            </li>
          );
        })}
      </ul>
    </Part>
  );
}
