"""Two blind assessors of a case, judgements by assessor, who saw the computed advice, objections to it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("recognition", "0006_note_who_read_what"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AdviceSeen",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("outcome", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Assessing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.PositiveSmallIntegerField()),
                ("relation", models.CharField(blank=True, max_length=20)),
                ("interest", models.CharField(blank=True, max_length=300)),
                ("outcomes", models.JSONField(blank=True, default=list)),
                ("appointed_at", models.DateTimeField()),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["place"],
            },
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.TextField(blank=True)),
                ("made_at", models.DateTimeField()),
                ("due_on", models.DateField()),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.AlterModelOptions(
            name="judgement",
            options={"ordering": ["at", "pk"]},
        ),
        migrations.RemoveConstraint(
            model_name="judgement",
            name="judgement_once",
        ),
        migrations.AddField(
            model_name="judgement",
            name="alone",
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name="judgement",
            name="level",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddConstraint(
            model_name="judgement",
            constraint=models.UniqueConstraint(
                fields=("case", "outcome", "assessor"), name="judgement_once_an_assessor"
            ),
        ),
        migrations.AddField(
            model_name="adviceseen",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="advice_seen",
                to="recognition.recognitioncase",
            ),
        ),
        migrations.AddField(
            model_name="adviceseen",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="assessing",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="assessing",
                to="recognition.recognitioncase",
            ),
        ),
        migrations.AddField(
            model_name="assessing",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="objection",
            name="answered_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="objection",
            name="case",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="objection",
                to="recognition.recognitioncase",
            ),
        ),
        migrations.AddConstraint(
            model_name="adviceseen",
            constraint=models.UniqueConstraint(fields=("case", "person", "outcome"), name="advice_seen_once"),
        ),
        migrations.AddConstraint(
            model_name="assessing",
            constraint=models.UniqueConstraint(fields=("case", "place"), name="assessing_place_once"),
        ),
        migrations.AddConstraint(
            model_name="assessing",
            constraint=models.UniqueConstraint(fields=("case", "person"), name="assessing_person_once"),
        ),
    ]
