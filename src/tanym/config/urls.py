"""Every address of the platform: pages in three languages, and addresses that machines and papers keep for ever."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from tanym.apps.audit.urls import lasting as of_the_log
from tanym.apps.backpack.urls import lasting as of_the_backpack
from tanym.apps.claims.urls import lasting as of_claims
from tanym.apps.conformance.urls import lasting as of_conformance
from tanym.apps.credentials.urls import lasting as of_documents
from tanym.apps.oauth.urls import lasting as of_programs
from tanym.apps.portfolio.urls import lasting as of_questions
from tanym.apps.qualifications.urls import lasting as of_micro_qualifications
from tanym.apps.registers.urls import lasting as of_registers
from tanym.apps.rehearsal.urls import lasting as of_rehearsals
from tanym.apps.standards.urls import lasting as of_standards
from tanym.apps.wallets.urls import lasting as of_wallets

handler400 = "tanym.apps.site.views.not_understood"
handler403 = "tanym.apps.site.views.forbidden"
handler404 = "tanym.apps.site.views.unknown"
handler500 = "tanym.apps.site.views.broken"

urlpatterns = [
    *of_documents,
    *of_the_log,
    *of_micro_qualifications,
    *of_registers,
    *of_standards,
    *of_programs,
    *of_claims,
    *of_questions,
    *of_the_backpack,
    *of_wallets,
    *of_conformance,
    *of_rehearsals,
    path("registers/", include("tanym.apps.registers.feed_urls")),
    *i18n_patterns(
        path("", include("tanym.apps.site.urls")),
        path("", include("tanym.apps.accounts.urls")),
        path("merging/", include("tanym.apps.merging.urls")),
        path("recovery/", include("tanym.apps.recovery.urls")),
        path("identity/", include("tanym.apps.identity.urls")),
        path("catalogue/", include("tanym.apps.catalogue.urls")),
        path("designs/", include("tanym.apps.qualifications.urls")),
        path("learning/", include("tanym.apps.learning.urls")),
        path("documents/", include("tanym.apps.credentials.urls")),
        path("mails/", include("tanym.apps.letters.urls")),
        path("claims/", include("tanym.apps.claims.urls")),
        path("portfolio/", include("tanym.apps.portfolio.urls")),
        path("exams/", include("tanym.apps.exams.urls")),
        path("validation/", include("tanym.apps.validation.urls")),
        path("evaluation/", include("tanym.apps.evaluation.urls")),
        path("offers/", include("tanym.apps.offers.urls")),
        path("backpack/", include("tanym.apps.backpack.urls")),
        path("wallets/", include("tanym.apps.wallets.urls")),
        path("programs/", include("tanym.apps.oauth.urls")),
        path("recognition/", include("tanym.apps.recognition.urls")),
        path("endorsements/", include("tanym.apps.endorsements.urls")),
        path("records/", include("tanym.apps.records.urls")),
        path("my-data/", include("tanym.apps.privacy.urls")),
        path("rules/", include("tanym.apps.policy.urls")),
        path("registers/", include("tanym.apps.registers.urls")),
        path("clocks/", include("tanym.apps.clocks.urls")),
        path("standards/", include("tanym.apps.standards.urls")),
        path("accreditation/", include("tanym.apps.accreditation.urls")),
        path("imports/", include("tanym.apps.imports.urls")),
        path("organisations/", include("tanym.apps.organisations.urls")),
        path("invitations/", include("tanym.apps.organisations.urls_of_invitations")),
        path("log/", include("tanym.apps.audit.urls")),
        path("jobs/", include("tanym.apps.jobs.urls")),
        path("simulations/", include("tanym.apps.simulation.urls")),
        path("workshop/", include("tanym.apps.workshop.urls")),
        path("rehearsals/", include("tanym.apps.rehearsal.urls")),
        path("consultations/", include("tanym.apps.consultation.urls")),
        path("plans/", include("tanym.apps.plans.urls")),
        path("files/", include("tanym.apps.files.urls")),
    ),
]
