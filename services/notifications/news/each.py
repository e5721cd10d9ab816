"""Every kind of news that is told by itself."""

from services.notifications.news import (
    announcements,
    deals,
    enrolments,
    fairs,
    feedback,
    inquiries,
    listings,
    matches,
    organisations,
    papers,
    pools,
    searches,
)

Each = (
    organisations.OrganisationRegistered
    | organisations.OrganisationVerified
    | organisations.OrganisationRefused
    | listings.ListingInCatalogue
    | searches.SearchFitted
    | papers.CertificateEnds
    | papers.CertificateChecked
    | matches.ProductsSuggested
    | matches.FactMissed
    | matches.MatchAsked
    | matches.MatchAgreed
    | matches.MatchRefused
    | matches.ContactsOpened
    | matches.ProductOffered
    | matches.AnswerDue
    | matches.MatchSilent
    | inquiries.InquiryWaits
    | inquiries.InquiryCame
    | deals.MessageCame
    | deals.QuoteCame
    | deals.SampleMoved
    | deals.DealMade
    | deals.DealFailed
    | deals.DealSigned
    | deals.DeliveryTold
    | deals.DeliveryAsked
    | pools.PoolAsked
    | pools.PoolOver
    | enrolments.EnrolmentAsked
    | enrolments.EnrolmentWaits
    | enrolments.EnrolmentRefused
    | enrolments.BadgeGivenBack
    | enrolments.ApprovalSought
    | announcements.Announced
    | fairs.FairCalls
    | fairs.FairCancelled
    | fairs.FairMoved
    | fairs.BoothSought
    | fairs.ApplicationAccepted
    | fairs.ApplicationDeclined
    | fairs.ApplicationWaits
    | fairs.ApplicationReturned
    | fairs.BoothYours
    | fairs.BoothTaken
    | fairs.BoothLeft
    | fairs.BoothAwaited
    | fairs.CoopWaits
    | fairs.BoothKept
    | fairs.BoothMoved
    | fairs.BoothFree
    | fairs.BadgeReady
    | fairs.CheckedIn
    | feedback.FeedbackWanted
)
