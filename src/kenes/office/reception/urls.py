"""Every address of the reception of appeals."""

from kenes.office.reception import letters, quarantine, receipt, taking

urlpatterns = [
    *letters.urlpatterns,
    *quarantine.urlpatterns,
    *taking.urlpatterns,
    *receipt.urlpatterns,
]
