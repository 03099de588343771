"""Fixed words of the parks app."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Role(models.TextChoices):
    """What a grant lets its holder do, see permissions.py."""

    EDITOR = "editor", _("Committee editor")
    LEAD = "lead", _("Committee lead")
    REVIEWER = "reviewer", _("Reviewer")
    AUTHORITY = "authority", _("Authority")
    OBSERVER = "observer", _("Observer")
    CONSULTANT = "consultant", _("Consultant")


class ParkLevel(models.TextChoices):
    """Which government approved the park."""

    NATIONAL = "national", _("National")
    PROVINCIAL = "provincial", _("Provincial")
    MUNICIPAL = "municipal", _("Municipal")
    COUNTY = "county", _("County")


class Frequency(models.TextChoices):
    """How often an indicator is measured; also the kind of a period."""

    MONTH = "month", _("Month")
    QUARTER = "quarter", _("Quarter")
    YEAR = "year", _("Year")


class DayRule(models.TextChoices):
    """What makes a day a working day or a day off; the later ones win."""

    WEEK = "week", _("Day of the week")
    STATE = "state", _("Public holidays")
    HERE = "here", _("Set here")


class Over(models.TextChoices):
    """How the values of shorter periods enter a longer one."""

    LAST = "last", _("Last value")
    MEAN = "mean", _("Mean")
    SUM = "sum", _("Sum")


class IndicatorKind(models.TextChoices):
    INDICATOR = "indicator", _("Indicator")
    ITEM = "item", _("Item")


class MissingReason(models.TextChoices):
    """Why there is no value. Not applicable leaves the group; the other two carry the last value."""

    NOT_MEASURED = "not_measured", _("Not measured")
    NOT_APPLICABLE = "not_applicable", _("Not applicable")
    LATE = "late", _("Late")


class Provenance(models.TextChoices):
    """How an observation became a fact of record."""

    REPORT = "report", _("Stage report")
    IMPORT = "import", _("Import")


class Industry(models.TextChoices):
    """Divisions of GB/T 4754-2017, as far as industrial parks name them as leading."""

    C13 = "C13", _("Processing of food from agricultural products")
    C14 = "C14", _("Manufacture of foods")
    C15 = "C15", _("Manufacture of liquor, beverages and refined tea")
    C16 = "C16", _("Manufacture of tobacco")
    C17 = "C17", _("Manufacture of textiles")
    C18 = "C18", _("Manufacture of clothing and apparel")
    C19 = "C19", _("Manufacture of leather, fur, feather and footwear")
    C20 = "C20", _("Processing of timber and manufacture of wood products")
    C21 = "C21", _("Manufacture of furniture")
    C22 = "C22", _("Manufacture of paper and paper products")
    C23 = "C23", _("Printing and reproduction of recording media")
    C24 = (
        "C24",
        _(
            "Manufacture of articles for culture, education, arts and crafts, sport and entertainment"
        ),
    )
    C25 = "C25", _("Processing of petroleum, coal and other fuels")
    C26 = "C26", _("Manufacture of chemical raw materials and chemical products")
    C27 = "C27", _("Manufacture of medicines")
    C28 = "C28", _("Manufacture of chemical fibres")
    C29 = "C29", _("Manufacture of rubber and plastic products")
    C30 = "C30", _("Manufacture of non-metallic mineral products")
    C31 = "C31", _("Smelting and pressing of ferrous metals")
    C32 = "C32", _("Smelting and pressing of non-ferrous metals")
    C33 = "C33", _("Manufacture of metal products")
    C34 = "C34", _("Manufacture of general-purpose machinery")
    C35 = "C35", _("Manufacture of special-purpose machinery")
    C36 = "C36", _("Manufacture of automobiles")
    C37 = "C37", _("Manufacture of railway, ship, aerospace and other transport equipment")
    C38 = "C38", _("Manufacture of electrical machinery and apparatus")
    C39 = "C39", _("Manufacture of computers, communication and other electronic equipment")
    C40 = "C40", _("Manufacture of measuring instruments")
    C41 = "C41", _("Other manufacture")
    C42 = "C42", _("Comprehensive use of waste resources")
    C43 = "C43", _("Repair of metal products, machinery and equipment")
    G59 = "G59", _("Loading, unloading, handling and warehousing")
    I64 = "I64", _("Internet and related services")
    I65 = "I65", _("Software and information technology services")
    M73 = "M73", _("Research and experimental development")
    M74 = "M74", _("Professional technical services")
    M75 = "M75", _("Technology promotion and application services")


class LandUse(models.TextChoices):
    """What the land of a plot is for: the three spaces of territorial planning."""

    PRODUCTION = "production", pgettext_lazy("land use", "Production")
    LIVING = "living", pgettext_lazy("land use", "Living")
    ECOLOGY = "ecology", pgettext_lazy("land use", "Ecology")


class LandModel(models.TextChoices):
    """Under which model industrial land was granted."""

    ORDINARY = "ordinary", pgettext_lazy("land model", "Ordinary grant")
    STANDARD = "standard", pgettext_lazy("land model", "Standard land")
    THREE_PLUS_X = "three_plus_x", pgettext_lazy("land model", "Standard land 3+X")


class PlotStatus(models.TextChoices):
    IN_USE = "in_use", pgettext_lazy("plot", "In use")
    IDLE = "idle", pgettext_lazy("plot", "Idle")
    AWAITING = "awaiting_construction", pgettext_lazy("plot", "Awaiting construction")
    RENEWING = "under_renewal", pgettext_lazy("plot", "Under renewal")
    RENEWED = "renewed", pgettext_lazy("plot", "Renewed")


class Implementer(models.TextChoices):
    """Which kind of actor carries out the renewal of a plot."""

    GOVERNMENT = "government", pgettext_lazy("implementer", "Government")
    PLATFORM = "platform_company", pgettext_lazy("implementer", "State platform company")
    ENTERPRISE = "enterprise", pgettext_lazy("implementer", "Enterprise")
    INVESTOR = "investor", pgettext_lazy("implementer", "Investor")
    CONSORTIUM = "consortium", pgettext_lazy("implementer", "Enterprise consortium")
    COLLECTIVE = "village_collective", pgettext_lazy("implementer", "Village collective")


class FacilityKind(models.TextChoices):
    """What a facility serves people with."""

    TRANSPORT = "transport", _("Public transport stop")
    ENTRANCE = "entrance", _("Public entrance")
    CLINIC = "clinic", _("Medical care")
    CANTEEN = "canteen", _("Meals")
    CHILDCARE = "childcare", _("Childcare")
    GREEN = "green", _("Green space")
    CULTURE = "culture_sport", _("Culture and sport")
    SHOP = "shop", _("Daily shopping")
    HOUSING = "housing", _("Housing for employees")
    SANITATION = "sanitation", _("Sanitation")
    SERVICE_CENTRE = "service_centre", _("Service centre")


class MapBy(models.TextChoices):
    """By what the map of a park paints its plots."""

    LAND_USE = "land_use", _("Land use")
    STATUS = "status", _("Status")
    ACCESS = "accessibility", _("Accessibility")


class AccessBand(models.TextChoices):
    """How well the services of a park are reached from a plot, against the mean of its plots."""

    NONE = "none", _("No service in reach")
    LOW = "low", _("Below half of the mean")
    BELOW = "below", _("From half of the mean")
    ABOVE = "above", _("From the mean")
    HIGH = "high", _("Twice the mean or more")
