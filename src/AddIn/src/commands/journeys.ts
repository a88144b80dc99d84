export type Journey = 'plan' | 'draw' | 'documents' | 'results';

/** The ribbon's buttons: each shows the pane at its journey. manifest.xml names the same functions. */
export function associateJourneys(show: (journey: Journey) => void): void {
  const opening = (journey: Journey) => (event: Office.AddinCommands.Event): void => {
    void opened(journey).finally(() => event.completed());
  };
  const opened = async (journey: Journey): Promise<void> => {
    await Office.addin.showAsTaskpane();
    show(journey);
  };
  Office.actions.associate('showPlan', opening('plan'));
  Office.actions.associate('showDraw', opening('draw'));
  Office.actions.associate('showDocuments', opening('documents'));
  Office.actions.associate('showResults', opening('results'));
}
