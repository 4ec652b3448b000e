"""Shape four: the mean of the answers of a survey."""

import polars as pl

from benchmarks.rubric.ledgers import Questionnaire
from efficiency_rules import Params, Points, criterion
from efficiency_rules.formulas import SurveyMean


class Survey(Params):
    scale: dict[str, Points]
    min_valid: int


def _mean(p: Survey, question: str) -> SurveyMean:
    return SurveyMean(answer=pl.col(question), scale=p.scale, valid=pl.col("valid"), min_valid=p.min_valid)


@criterion("survey-attitude", edition=2025, title="服务态度满意度", reads=Questionnaire, params=Survey)
def survey_attitude(p: Survey) -> SurveyMean:
    """The mean answer about attitude."""
    return _mean(p, "attitude")


@criterion("survey-efficiency", edition=2025, title="办事效率满意度", reads=Questionnaire, params=Survey)
def survey_efficiency(p: Survey) -> SurveyMean:
    """The mean answer about efficiency."""
    return _mean(p, "efficiency")


@criterion("survey-openness", edition=2025, title="政务公开满意度", reads=Questionnaire, params=Survey)
def survey_openness(p: Survey) -> SurveyMean:
    """The mean answer about openness."""
    return _mean(p, "openness")


@criterion("survey-overall", edition=2025, title="总体满意度", reads=Questionnaire, params=Survey)
def survey_overall(p: Survey) -> SurveyMean:
    """The mean answer about the unit as a whole."""
    return _mean(p, "overall")
