"""Every address of a sitting's working pages."""

from django.urls import URLPattern, URLResolver

from kenes.office.sitting import agenda, invitations, materials, minutes, presence, votes

urlpatterns: list[URLPattern | URLResolver] = [
    *agenda.urlpatterns,
    *invitations.urlpatterns,
    *materials.urlpatterns,
    *minutes.urlpatterns,
    *presence.urlpatterns,
    *votes.urlpatterns,
]
